package org.xnsh.shell;

import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.widget.AutosuggestionWidgets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.PictureNames;
import org.xnsh.command.Seat;
import org.xnsh.completion.Completion;

/// Configures the line reader; no other class does.
final class Reader {

  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  /// What a reader is told once at its start.
  private static final Map<String, Object> VARIABLES =
      Map.of(
          LineReader.HISTORY_SIZE,
          2000,
          LineReader.LIST_MAX,
          100,
          LineReader.BLINK_MATCHING_PAREN,
          0,
          LineReader.SECONDARY_PROMPT_PATTERN,
          "> ");

  private Reader() {}

  static LineReader on(
      Terminal terminal,
      CommandGrammar grammar,
      PictureNames names,
      LineHistory history,
      Colours colours,
      Seat seat) {
    Completion completion = new Completion(grammar, names, seat);
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("xnsh")
            .parser(new GrammarParser())
            .completer(new GrammarCompleter(completion))
            .completionMatcher(new PrefixMatcher())
            .highlighter(new GrammarHighlighter(grammar, colours))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            // By default Tab would make 10.0.0.2 of 10.0.0.1: never rewrite what was typed.
            .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
            .option(LineReader.Option.COMPLETE_MATCHER_CAMELCASE, false)
            .option(LineReader.Option.INSERT_TAB, false)
            .option(LineReader.Option.AUTO_MENU_LIST, true)
            .option(LineReader.Option.HISTORY_TIMESTAMPED, true);
    VARIABLES.forEach(builder::variable);
    history.file().ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    if (colours == Colours.NONE) {
      Colours.PLAIN_LISTS.forEach(builder::variable);
    }
    LineReader reader = builder.build();
    if (colours == Colours.WANTED && !terminal.getType().startsWith("dumb")) {
      new AutosuggestionWidgets(reader).enable();
    }
    keys(reader, new QuestionMark(reader, terminal, grammar, seat), completion);
    return reader;
  }

  /// What fails here would end the reader, and with it a session and what is staged in it.
  private static Widget surviving(Widget widget) {
    return () -> {
      try {
        return widget.apply();
      } catch (UserInterruptException | EndOfFileException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warn("a key could not be answered", e);
        return false;
      }
    };
  }

  private static void keys(LineReader reader, QuestionMark widget, Completion completion) {
    reader.getWidgets().put(QuestionMark.NAME, surviving(widget));
    reader.getWidgets().put(Tab.NAME, surviving(new Tab(reader, completion, widget)));
    reader.getWidgets().put(LineReader.BEGIN_PASTE, new Paste((LineReaderImpl) reader));
    for (String map : new String[] {LineReader.EMACS, LineReader.VIINS}) {
      KeyMap<Binding> keys = reader.getKeyMaps().get(map);
      if (keys != null) {
        keys.bind(new Reference(QuestionMark.NAME), "?");
        keys.bind(new Reference(Tab.NAME), "\t");
      }
    }
  }
}
