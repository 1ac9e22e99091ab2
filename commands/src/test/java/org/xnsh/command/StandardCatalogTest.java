package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandardCatalogTest {

  @Test
  void everyUsageIsReadByTheGrammar() {
    Catalog catalog = StandardCatalog.all();
    assertThat(new CommandGrammar(catalog).size()).isEqualTo(catalog.commands().size());
  }
}
