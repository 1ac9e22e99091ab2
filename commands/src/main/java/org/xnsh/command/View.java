package org.xnsh.command;

import java.util.List;
import java.util.Optional;

/// What a command shows, as data. Renderers make text or JSON of it; filters work on its records.
public sealed interface View {

  View NOTHING = new Text(List.of());

  /// Lines of plain text.
  record Text(List<String> lines, Flow flow) implements View {
    public Text {
      lines = List.copyOf(lines);
    }

    public Text(List<String> lines) {
      this(lines, Flow.NONE);
    }
  }

  /// Where a line of text may be broken.
  enum Flow {
    /// Nowhere.
    NONE,
    /// A sentence: between two words, where a screen has no room.
    PROSE,
    /// A paragraph: also where nobody says how much room there is.
    PARAGRAPHS
  }

  /// Sentences, each a line.
  static View prose(List<String> sentences) {
    return new Text(sentences, Flow.PROSE);
  }

  /// Bytes that must come out exactly so (brctl's listings), already with their newlines, beside
  /// the same as data for JSON.
  record Exact(String text, Optional<View> data) implements View {}

  /// Rows of equal shape; every row has a cell for every column.
  record Table(List<Column> columns, List<List<Cell>> rows) implements View {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// Everything about one thing: groups of named values, nested.
  record Tree(String title, List<Node> nodes) implements View {
    public Tree {
      nodes = List.copyOf(nodes);
    }
  }

  /// Several views one after the other.
  record Sequence(List<View> views) implements View {
    public Sequence {
      views = List.copyOf(views);
    }
  }

  /// Nothing to show: something that only the session itself can do.
  record Signal(Wish wish) implements View {}

  /// What a command may ask of its session.
  enum Wish {
    /// End, with the exit code of the command before.
    EXIT,
    /// An empty screen.
    CLEAR,
    /// The lines typed so far.
    HISTORY
  }

  /// @param key the name in JSON, lower case with `_`
  /// @param heading the name on the screen
  /// @param yields whether its cells may be cut where the screen is too narrow for a row
  record Column(String key, String heading, Align align, boolean yields) {
    Column(String key, String heading, Align align) {
      this(key, heading, align, false);
    }

    /// One that yields: what it says is told whole elsewhere.
    public static Column yielding(String heading) {
      Column column = of(heading);
      return new Column(column.key, column.heading, column.align, true);
    }

    /// Left-aligned, with the heading as key.
    public static Column of(String heading) {
      return new Column(heading.toLowerCase().replace(' ', '_'), heading, Align.LEFT);
    }

    public static Column number(String heading) {
      return new Column(heading.toLowerCase().replace(' ', '_'), heading, Align.RIGHT);
    }
  }

  enum Align {
    LEFT,
    RIGHT
  }

  /// @param text what is shown; JSON gets a number or boolean where the text is one and raw is set
  record Cell(String text, Tone tone, boolean raw) {
    public static Cell of(String text) {
      return new Cell(text, Tone.PLAIN, false);
    }

    public static Cell number(long number) {
      return new Cell(Long.toString(number), Tone.PLAIN, true);
    }

    public static Cell of(String text, Tone tone) {
      return new Cell(text, tone, false);
    }
  }

  /// What a cell says beyond its text; a renderer may colour it.
  enum Tone {
    PLAIN,
    GOOD,
    BAD,
    WARNING,
    FAINT,
    /// Nothing that is not so nearly always: a column of it goes where room lacks.
    USUAL,
    NAME
  }

  /// What the children of a node are.
  enum Below {
    /// Named values.
    NAMES,
    /// Sentences, which have no value.
    SENTENCES,
    /// What the node's value says in words, for JSON alone.
    DATA
  }

  /// @param nodes children; a leaf has none
  record Node(String name, Cell value, List<Node> nodes, Below below) {
    public Node {
      nodes = List.copyOf(nodes);
    }

    Node(String name, Cell value, List<Node> nodes) {
      this(name, value, nodes, Below.NAMES);
    }

    public static Node leaf(String name, String value) {
      return new Node(name, Cell.of(value), List.of());
    }

    static Node list(String name, List<String> lines) {
      return new Node(
          name, Cell.of(""), lines.stream().map(l -> leaf(l, "")).toList(), Below.SENTENCES);
    }

    public static Node group(String name, List<Node> nodes) {
      return new Node(name, Cell.of(""), nodes);
    }
  }
}
