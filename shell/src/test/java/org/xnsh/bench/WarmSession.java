package org.xnsh.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Context;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Interpreter;
import org.xnsh.command.Output;
import org.xnsh.command.StandardCatalog;
import org.xnsh.command.TextOutput;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// A session in this process: what the prompt does with a line, but for the terminal.
final class WarmSession implements AutoCloseable {

  private final Transactions transactions;
  private final Interpreter interpreter;
  private final Context context;
  private final Output output;
  private final ByteArrayOutputStream faults = new ByteArrayOutputStream();

  private WarmSession(Host host, Path state) {
    transactions = NamespaceWriter.open(host, new StateFolder(state), state);
    interpreter = new Interpreter(new CommandGrammar(StandardCatalog.all()), false, false);
    output =
        new TextOutput(
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(faults, true, StandardCharsets.UTF_8));
    context =
        new Context(
            new Staging(transactions),
            interpreter.grammar(),
            "bench",
            "script",
            Role.ADMIN,
            true,
            false,
            Optional.empty(),
            () -> false,
            _ -> {});
  }

  static WarmSession in(World world, Path state) throws IOException {
    return in(world.path(), state);
  }

  static WarmSession in(Path namespace, Path state) throws IOException {
    return new WarmSession(
        LinuxHost.namespace(Kind.NAMESPACE, "bench", namespace, DomainSource.NONE), state);
  }

  Host host() {
    return transactions.host();
  }

  /// Runs a line; a failure ends the benchmark.
  void run(String line) throws IOException {
    ExitCode exit = interpreter.run(line, context, output);
    if (exit != ExitCode.DONE) {
      throw new IOException(line + ": " + exit + " " + faults.toString(StandardCharsets.UTF_8));
    }
  }

  /// What a prompt does before it waits for a line.
  void look() {
    transactions.picture();
  }

  @Override
  public void close() {
    transactions.close();
  }
}
