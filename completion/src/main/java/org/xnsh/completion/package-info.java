/// From tokens, a cursor, the grammar and the picture to what the operator may type next.
/// Everything here is a pure function: suggestions, hints, highlight spans and completeness are
/// values, and nothing here performs I/O or knows a terminal.
@NullMarked
package org.xnsh.completion;

import org.jspecify.annotations.NullMarked;
