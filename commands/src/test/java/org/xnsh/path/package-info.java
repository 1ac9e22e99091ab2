/// What would cut a session and what would not, on pictures that lines of the shell lead to.
@NullMarked
package org.xnsh.path;

import org.jspecify.annotations.NullMarked;
