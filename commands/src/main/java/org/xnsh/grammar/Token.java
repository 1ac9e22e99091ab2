package org.xnsh.grammar;

/// A word of a line.
///
/// @param text without quotes and escapes
/// @param span where it stands, quotes included
/// @param quoted whether any part of it was quoted or escaped: such a word is never a keyword
public record Token(String text, Span span, boolean quoted) {}
