/// Tests that look at all packages together.
@NullMarked
package org.xnsh;

import org.jspecify.annotations.NullMarked;
