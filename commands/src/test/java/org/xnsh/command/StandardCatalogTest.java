package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import org.junit.jupiter.api.Test;
import org.xnsh.command.Command.Role;

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
      assertThat(help).doesNotContain("\\");
      View all = HelpText.of(grammar, grammar.usage(i).own(), Seat.here(Role.ADMIN)).orElseThrow();
      assertThat(new Gson().toJson(ViewJson.of(all))).doesNotContainPattern("\"  [A-Z][^\"]{80}");
    }
  }
}
