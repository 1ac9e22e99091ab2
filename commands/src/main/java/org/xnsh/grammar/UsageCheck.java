package org.xnsh.grammar;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.grammar.Syntax.AnyOrder;
import org.xnsh.grammar.Syntax.Choice;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Maybe;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Syntax.Repeat;
import org.xnsh.grammar.Syntax.Sequence;

/// What a usage must not be, beyond its notation.
final class UsageCheck {

  private UsageCheck() {}

  /// Names tell arguments apart: in one line a name may come from one parameter only.
  static Optional<String> flaw(Syntax syntax) {
    if (mayBeEmpty(syntax)) {
      return Optional.of("a command needs a word of its own");
    }
    Set<String> twice = new HashSet<>();
    names(syntax, twice);
    return twice.stream()
        .sorted()
        .findFirst()
        .map(n -> "two parameters are called " + n + "; write <other:" + n + ">");
  }

  /// The names that a line may give, and into `twice` those that two parameters would share.
  private static Set<String> names(Syntax part, Set<String> twice) {
    return switch (part) {
      case Keyword _ -> Set.of();
      case Parameter p -> Set.of(p.name());
      case Maybe m -> names(m.body(), twice);
      case Repeat r -> names(r.body(), twice);
      case Sequence s -> together(s.parts(), twice);
      case AnyOrder a -> together(a.options(), twice);
      case Choice c -> {
        Set<String> all = new HashSet<>();
        c.ways().forEach(w -> all.addAll(names(w, twice)));
        yield all;
      }
    };
  }

  private static Set<String> together(List<Syntax> parts, Set<String> twice) {
    Set<String> all = new HashSet<>();
    for (Syntax part : parts) {
      for (String name : names(part, twice)) {
        if (!all.add(name)) {
          twice.add(name);
        }
      }
    }
    return all;
  }

  static boolean mayBeEmpty(Syntax syntax) {
    return switch (syntax) {
      case Keyword _, Parameter _ -> false;
      case Maybe _, AnyOrder _ -> true;
      case Repeat r -> mayBeEmpty(r.body());
      case Sequence s -> s.parts().stream().allMatch(UsageCheck::mayBeEmpty);
      case Choice c -> c.ways().stream().anyMatch(UsageCheck::mayBeEmpty);
    };
  }
}
