/// The grammar of a line. A command is declared once, as usage text in the notation of manual pages
/// (`brctl stp <bridge> {on|off}`); from that one declaration come parsing, completion, `?`, help,
/// highlighting and errors with a caret.
///
/// Words: a *token* is a word of the line with its *span* (offsets in characters); a *usage* is the
/// syntax tree of one command; a *parameter* is a place in it (`<bridge>`) with a *kind*; a *match*
/// is a line laid over a usage; a *problem* is an error value: what, where, and what to type
/// instead.
///
/// Invariants: pure functions over text; parsing never throws; nothing here knows a host, a
/// transaction or what a command does. Live names come in as a [LiveNames].
@NullMarked
package org.xnsh.grammar;

import org.jspecify.annotations.NullMarked;
