package org.xnsh.shell;

import org.jline.reader.LineReader;
import org.jline.reader.Widget;
import org.xnsh.completion.Completion;

/// Tab completes; where there is nothing to choose from (an address that is not there yet, a
/// number) it explains what is expected, as `?` does.
final class Tab implements Widget {

  static final String NAME = "xnsh-complete";

  private final LineReader reader;
  private final Completion completion;
  private final QuestionMark explanation;

  Tab(LineReader reader, Completion completion, QuestionMark explanation) {
    this.reader = reader;
    this.completion = completion;
    this.explanation = explanation;
  }

  @Override
  public boolean apply() {
    String line = reader.getBuffer().toString();
    if (completion.suggest(line, reader.getBuffer().cursor()).isEmpty()) {
      return explanation.apply();
    }
    // not by callWidget, which would keep the reader's lock while a menu is open
    Widget complete = reader.getBuiltinWidgets().get(LineReader.EXPAND_OR_COMPLETE);
    return complete != null && complete.apply();
  }
}
