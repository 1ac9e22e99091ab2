package org.xnsh.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal;
import org.xnsh.command.ExitCode;
import org.xnsh.network.IpAddress;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;
import org.xnsh.ssh.Door;
import org.xnsh.ssh.Journal;
import org.xnsh.ssh.Login;
import org.xnsh.ssh.Session;

/// An operator's session over SSH: the same prompt and the same scripts as at this machine, in the
/// name and with the rights of who came in.
final class Served implements Session {

  private static final String JSON = "-j ";

  private final OpenHost host;
  private final Commands commands;
  private final StateFolders folders;
  private final Caller caller;
  private final Interruption interruption = new Interruption(() -> {});
  private final AtomicReference<Optional<Attendance>> here =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Script>> script = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Prompt>> prompt = new AtomicReference<>(Optional.empty());

  /// @param listening where the server listens, as far as operators reach it over the network that
  ///   is edited; nothing where they come over another one
  Served(
      OpenHost host,
      Commands commands,
      StateFolders folders,
      Login login,
      Optional<List<IpAddress>> listening,
      Journal journal) {
    this.host = host;
    this.commands = commands;
    this.folders = folders;
    Connection connection = new Connection(login.peer(), login.local(), login.link());
    this.caller =
        new Caller(
            login.operator(),
            "ssh " + login.peer(),
            login.role(),
            false,
            () -> listening.map(l -> new Access(List.of(connection), l)).orElse(Access.NONE),
            line -> journal.tell(login.operator() + " from " + login.peer() + " runs: " + line));
  }

  @Override
  public void enter(Door door) {
    here.set(
        Optional.of(
            host.roster()
                .enter(caller, new Attendance.Ways(door::quiet, door::isShut, door::end))));
  }

  @Override
  public void leave() {
    here.get().ifPresent(Attendance::close);
  }

  private Attendance attendance() {
    return here.get().orElseThrow(() -> new IllegalStateException("nobody has entered"));
  }

  @Override
  public ExitCode prompt(Terminal terminal) throws IOException {
    Prompt.Look look = new Prompt.Look(false, true, true, Colours.of(Map.of(), terminal));
    Prompt opened =
        new Prompt(
            host,
            commands,
            attendance(),
            LineHistory.of(() -> folders.historyOf(caller.operator())),
            terminal,
            look,
            interruption);
    prompt.set(Optional.of(opened));
    return opened.run();
  }

  @Override
  public ExitCode line(String line, PrintStream out, PrintStream err) {
    boolean json = line.startsWith(JSON);
    return script(out, err, json).line(json ? line.substring(JSON.length()) : line);
  }

  @Override
  public ExitCode lines(InputStream in, PrintStream out, PrintStream err) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(new ShortLines(in), StandardCharsets.UTF_8))) {
      return script(out, err, false).lines(lines);
    }
  }

  private Script script(PrintStream out, PrintStream err, boolean json) {
    Script opened = new Script(host, commands, attendance(), out, err, json, interruption);
    script.set(Optional.of(opened));
    return opened;
  }

  @Override
  public String terminalType(String asked) {
    return TerminalTypes.known(asked);
  }

  @Override
  public void stop() {
    interruption.ask();
  }

  @Override
  public boolean waits() {
    return prompt.get().isPresent() && !interruption.isRunning();
  }

  @Override
  public void tell(String line) {
    prompt.get().ifPresent(p -> p.tell(line));
    script.get().ifPresent(s -> s.tell(line));
  }
}
