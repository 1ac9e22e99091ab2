package org.xnsh.grammar;

/// Why a line is refused: an error value, shown with a caret under its span.
///
/// @param span where in the line
/// @param message what is refused and why, one sentence without a full stop
/// @param hint what to type instead, or empty
public record Problem(Span span, String message, String hint) {}
