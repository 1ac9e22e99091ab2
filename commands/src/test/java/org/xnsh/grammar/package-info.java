/// Tests of the grammar.
@NullMarked
package org.xnsh.grammar;

import org.jspecify.annotations.NullMarked;
