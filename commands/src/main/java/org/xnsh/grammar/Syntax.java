package org.xnsh.grammar;

import java.util.List;
import java.util.Optional;

/// The syntax tree of a usage.
public sealed interface Syntax {

  /// What one word of a line stands for.
  sealed interface Leaf extends Syntax {

    /// As the usage text has it.
    String text();
  }

  /// A word that is typed as it is.
  record Keyword(String text) implements Leaf {}

  /// A place for a word that the operator chooses: `<bridge>`, `<new:link>`,
  /// `<priority:number(0-65535)>`.
  ///
  /// @param name what its argument is called; the kind's word where the usage gives no other
  record Parameter(String name, ParameterKind kind, Optional<Range> range) implements Leaf {
    @Override
    public String text() {
      return "<" + name + ">";
    }

    /// Why this word cannot stand here, or nothing.
    Optional<String> fault(String word) {
      return kind.fault(word, range);
    }
  }

  /// One after the other.
  record Sequence(List<Syntax> parts) implements Syntax {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /// `{a|b}`: one of them.
  record Choice(List<Syntax> ways) implements Syntax {
    public Choice {
      ways = List.copyOf(ways);
    }
  }

  /// `[a]`: may be left out.
  record Maybe(Syntax body) implements Syntax {}

  /// `a...`: once or more.
  record Repeat(Syntax body) implements Syntax {}

  /// `{[a] [b]}...`: each at most once, in any order, as `ip` takes its keyword pairs.
  ///
  /// @param options what may come; a [Repeat] among them may come again
  record AnyOrder(List<Syntax> options) implements Syntax {
    public AnyOrder {
      options = List.copyOf(options);
    }
  }
}
