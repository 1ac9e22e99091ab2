package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;

/// Sentences in lines that a screen has room for. A terminal by itself breaks them in the middle of
/// a word. What has no blanks stays whole: it may be copied.
public final class WordWrap {

  private WordWrap() {}

  /// @param width how many columns a line may take
  /// @param indent of all lines but the first
  public static List<String> of(String text, int width, int indent) {
    if (DisplayWidth.of(text) <= width) {
      return List.of(text); // as nearly always
    }
    List<String> lines = new ArrayList<>();
    // where too little room is left beside the indent, without it
    String blanks = " ".repeat(indent < width / 2 ? indent : 0);
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : words(text)) {
      int needed = DisplayWidth.of(word);
      if (!line.isEmpty() && used + DisplayWidth.of(word.stripTrailing()) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        line.append(blanks);
        used = blanks.length();
      }
      line.append(word);
      used += needed;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /// Each with the blanks behind it, the first one also with those before it.
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    boolean isWord = false;
    for (int i = 0; i < text.length(); i++) {
      boolean isBlank = text.charAt(i) == ' ';
      if (!isBlank && isWord && text.charAt(i - 1) == ' ') {
        words.add(text.substring(begin, i));
        begin = i;
      }
      isWord |= !isBlank;
    }
    words.add(text.substring(begin));
    return words;
  }
}
