package org.xnsh.testing;

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
import org.xnsh.command.JsonOutput;
import org.xnsh.command.StandardCatalog;
import org.xnsh.command.TextOutput;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// A session in which lines are typed; what comes of each is caught as text.
public final class Session implements AutoCloseable {

  private static final CommandGrammar GRAMMAR = new CommandGrammar(StandardCatalog.all());

  private final Staging transactions;
  private final boolean interactive;
  private final Role role;

  /// What came of a line.
  ///
  /// @param out standard output
  /// @param err standard error
  public record Said(ExitCode exit, String out, String err) {

    /// Its output, if it went well.
    public String ok() {
      if (exit != ExitCode.DONE) {
        throw new AssertionError(exit + ": " + err);
      }
      return out;
    }
  }

  private Session(Staging transactions, boolean interactive, Role role) {
    this.transactions = transactions;
    this.interactive = interactive;
    this.role = role;
  }

  /// A script's session in a namespace.
  ///
  /// @param state an empty folder of the test's own
  public static Session in(TestNamespace namespace, Path state) throws IOException {
    return on(
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE),
        state);
  }

  /// A script's session on a host, which ends with it.
  public static Session on(Host host, Path state) throws IOException {
    return with(
        NamespaceWriter.open(host, new StateFolder(state.resolve("state")), state.resolve("run")));
  }

  /// A session that edits with these.
  public static Session with(Transactions transactions) {
    return new Session(new Staging(transactions), false, Role.ADMIN);
  }

  /// A session that comes by this connection.
  public static Session over(Connection connection, Transactions transactions) {
    return over(Access.of(connection), transactions);
  }

  public static Session over(Access access, Transactions transactions) {
    return new Session(new Staging(transactions, () -> access), false, Role.ADMIN);
  }

  /// The same as at a prompt.
  public Session atPrompt() {
    return new Session(transactions, true, role);
  }

  /// The same for somebody with this role.
  public Session as(Role other) {
    return new Session(transactions, interactive, other);
  }

  public Transactions transactions() {
    return transactions;
  }

  public Said type(String line) {
    return type(line, false);
  }

  /// As with `-j`.
  public Said typeForJson(String line) {
    return type(line, true);
  }

  private Said type(String line, boolean json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    Context context =
        new Context(
            transactions,
            GRAMMAR,
            "tester",
            "script",
            role,
            true,
            interactive,
            Optional.empty(),
            () -> false,
            note -> toErr.println("note: " + note));
    ExitCode exit =
        new Interpreter(GRAMMAR, false, json)
            .run(line, context, json ? new JsonOutput(toOut, toErr) : new TextOutput(toOut, toErr));
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    transactions.close();
  }
}
