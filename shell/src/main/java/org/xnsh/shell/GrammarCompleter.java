package org.xnsh.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.xnsh.command.Escapes;
import org.xnsh.completion.Completion;
import org.xnsh.completion.Suggestion;

/// Suggestions as the reader's candidates.
final class GrammarCompleter implements Completer {

  private final Completion completion;

  GrammarCompleter(Completion completion) {
    this.completion = completion;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    int order = 0;
    for (Suggestion suggestion : completion.suggest(line.line(), line.cursor())) {
      String about = Escapes.shown(suggestion.description());
      candidates.add(
          new Candidate(
              suggestion.text(),
              suggestion.text(),
              suggestion.group().isEmpty() ? null : suggestion.group(),
              about.isEmpty() ? null : about,
              null,
              null,
              true,
              order++));
    }
  }
}
