package org.xnsh.completion;

import org.xnsh.grammar.Span;

/// Something that can be typed at the cursor.
///
/// @param span what it replaces: the word up to the cursor
/// @param text what is put there, quoted where it must be
/// @param description what it is
/// @param group under which heading it is listed
/// @param keyword whether it is a word of the grammar, not a name
public record Suggestion(
    Span span, String text, String description, String group, boolean keyword) {}
