package org.xnsh.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.xnsh.completion.Completeness;
import org.xnsh.completion.Completion;

/// The reader's view of a line: only the word at the cursor counts, all else is the grammar's. An
/// unfinished line (an open quote) asks for more.
final class GrammarParser implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && Completeness.of(line) == Completeness.INCOMPLETE) {
      throw new EOFError(-1, -1, "the line is not finished");
    }
    int at = Math.max(0, Math.min(cursor, line.length()));
    return new Word(line, at, line.substring(Completion.wordStart(line, at), at));
  }

  /// @param word what stands before the cursor; what follows it is never touched
  private record Word(String line, int cursor, String word) implements CompletingParsedLine {

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    /// Suggestions are already quoted where they must be.
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
