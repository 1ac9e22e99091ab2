package org.xnsh.shell;

import java.util.concurrent.CompletableFuture;
import org.xnsh.command.Catalog;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.StandardCatalog;

/// All commands, with the grammar that their usages make.
record Commands(Catalog catalog, CommandGrammar grammar) {

  /// Reads the usages on a thread of its own: a one-shot does that while its host is opened.
  static CompletableFuture<Commands> reading() {
    return CompletableFuture.supplyAsync(
        Commands::read, work -> Thread.ofPlatform().daemon().name("grammar").start(work));
  }

  static Commands read() {
    Catalog catalog = StandardCatalog.all();
    return new Commands(catalog, new CommandGrammar(catalog));
  }
}
