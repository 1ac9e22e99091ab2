package org.xnsh.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.transaction.LongLog;

/// What a log costs that years of work have left, beside one of a hundred transactions: a process
/// that starts, looks or edits, and ends. `-Dbench.sizes=log` measures this alone, with a million;
/// `log=60000` with fewer. It needs a kilobyte and a half of memory for each.
final class LongLogs {

  static final String WORD = "log";

  private static final long MANY = 1_000_000;
  private static final long FEW = 100;
  private static final int PORTS = 16;
  private static final int ROUNDS = 7;
  private static final double LIKE_A_SHORT_ONE = 1.5;

  private final World world;
  private final Path few;
  private final Path many;
  private final Report report;

  private LongLogs(World world, Path few, Path many, Report report) {
    this.world = world;
    this.few = few;
    this.many = many;
    this.report = report;
  }

  /// @param word `log` or `log=NUMBER`
  static void measure(String word, Report report, PrintStream out) throws Exception {
    long count = word.equals(WORD) ? MANY : Long.parseLong(word.substring(WORD.length() + 1));
    Path few = StateOn.MEMORY.folder();
    Path many = StateOn.MEMORY.folder();
    try (World world = World.of(PORTS)) {
      write(world, few, FEW);
      double seconds = Times.once(() -> write(world, many, count)) / 1000;
      out.printf(Locale.ROOT, "%d transactions, written in %.0f s%n", count, seconds);
      new LongLogs(world, few, many, report).all();
    } finally {
      StateOn.remove(few);
      StateOn.remove(many);
    }
  }

  private static void write(World world, Path state, long transactions) throws IOException {
    try (Host host =
        LinuxHost.namespace(Kind.NAMESPACE, "bench", world.path(), DomainSource.NONE)) {
      LongLog.write(host, state, transactions);
    }
  }

  private void all() throws Exception {
    compared("log last 1", "log last 1");
    compared("log", "log | count");
    compared("log show of the newest", "log show 100");
    compared("log show of the first", "log show 1");
    compared("an edit", "link set vif1.0 mtu 1400");
    compared("an edit and its undo", "link set vif1.0 mtu 1300; undo");
    compared("drift", "drift || log last 1");
    report.add(resident("log | count; link set vif1.0 mtu 1350; undo"));
    double verified = Times.once(() -> xnsh(many, "log verify"));
    report.add(Row.alone("log verify", PORTS, verified, "ms"));
    double nothing = Times.once(() -> xnsh(many, "rollback to 1 dry-run | count"));
    report.add(Row.alone("rollback to 1 dry-run", PORTS, nothing, "ms"));
  }

  private void compared(String what, String line) throws Exception {
    Pair pair = Pair.of(ROUNDS, () -> xnsh(many, line), () -> xnsh(few, line));
    report.add(
        pair.row(what + ", cold / with " + FEW + " transactions", PORTS)
            .atMostTimes(LIKE_A_SHORT_ONE));
  }

  private void xnsh(Path state, String line) throws IOException {
    Programs.run(
        List.of(Launcher.path(), "--netns", world.name(), "--state", state.toString(), "-c", line));
  }

  private Row resident(String line) throws IOException {
    double[] megabytes = new double[2];
    List<Path> states = List.of(many, few);
    for (int i = 0; i < megabytes.length; i++) {
      try (PromptProcess prompt = PromptProcess.start(world, states.get(i))) {
        prompt.await();
        prompt.run(line);
        megabytes[i] = prompt.residentMegabytes();
      }
    }
    return new Row(
        "resident, after log, an edit and its undo",
        PORTS,
        megabytes[0],
        megabytes[1],
        "MB",
        "",
        true);
  }
}
