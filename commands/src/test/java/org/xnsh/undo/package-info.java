/// Whether an undo brings back every bit: lines as an operator types them, on a real kernel,
/// compared by what `ip` and `bridge` say before and after.
@NullMarked
package org.xnsh.undo;

import org.jspecify.annotations.NullMarked;
