package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Syntax;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Usage;

class StandardCatalogTest {

  @Test
  void everyUsageIsReadByTheGrammar() {
    Catalog catalog = StandardCatalog.all();
    assertThat(new CommandGrammar(catalog).size()).isEqualTo(catalog.commands().size());
  }

  @Test
  void proseFitsATerminalAndNoLineOfItShowsHowItWasWritten() {
    CommandGrammar grammar = new CommandGrammar(StandardCatalog.all());
    for (int i = 0; i < grammar.size(); i++) {
      String help = grammar.command(i).help();
      assertThat(help).doesNotContain("\\").doesNotContainPattern("\\S {3,}\\S|^ ");
      View all = HelpText.of(grammar, grammar.usage(i).own(), Seat.here(Role.ADMIN)).orElseThrow();
      assertThat(ViewText.lines(all)).noneMatch(l -> l.matches("  [A-Z].{77,}"));
    }
  }

  @Test
  void everyWordOfEveryCommandAndFilterIsExplained() {
    CommandGrammar grammar = new CommandGrammar(StandardCatalog.all());
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < grammar.size(); i++) {
      Command command = grammar.command(i);
      Usage usage = grammar.usage(i);
      for (Keyword keyword : keywords(usage.syntax())) {
        if (Keywords.about(command, usage, keyword).isBlank()) {
          bare.add(keyword.text() + " in " + usage.text());
        }
      }
    }
    for (Filters.Declared filter : Filters.declared()) {
      for (Keyword keyword : keywords(Usage.parse(filter.usage()).syntax())) {
        if (Keywords.about(filter, keyword).isBlank()) {
          bare.add(keyword.text() + " in | " + filter.usage());
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  private static List<Keyword> keywords(Syntax syntax) {
    return switch (syntax) {
      case Keyword keyword -> List.of(keyword);
      case Syntax.Parameter _ -> List.of();
      case Syntax.Sequence s -> keywords(s.parts());
      case Syntax.Choice s -> keywords(s.ways());
      case Syntax.AnyOrder s -> keywords(s.options());
      case Syntax.Maybe s -> keywords(s.body());
      case Syntax.Repeat s -> keywords(s.body());
    };
  }

  private static List<Keyword> keywords(List<Syntax> parts) {
    return parts.stream().flatMap(p -> keywords(p).stream()).toList();
  }
}
