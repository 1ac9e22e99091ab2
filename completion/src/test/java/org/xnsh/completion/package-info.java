/// Tests of completion.
@NullMarked
package org.xnsh.completion;

import org.jspecify.annotations.NullMarked;
