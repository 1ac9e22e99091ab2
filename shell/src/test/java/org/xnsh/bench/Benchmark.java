package org.xnsh.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All measures, one size of host after the other.
final class Benchmark {

  private static final List<Integer> SIZES = List.of(16, 256, 1024, 4096);
  private static final double GROWTH = 2;

  private final Report report;

  /// Milliseconds of one edit, by its kind, at the smallest size.
  private final Map<String, Double> smallest = new LinkedHashMap<>();

  private Benchmark(Report report) {
    this.report = report;
  }

  /// Arguments: the sizes, or none for the usual ones; `load` is the last part alone, and
  /// `load=20,10,200` a small one. `log` is what a long log costs, and no part of the rest.
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (!"root".equals(System.getProperty("user.name"))) {
      out.println("Only root can make the network namespaces that the benchmark works in.");
      System.exit(1);
    }
    if (arguments.length > 0 && arguments[0].startsWith(Load.Size.WORD)) {
      Report report = new Report(out);
      Load.measure(Load.Size.of(arguments[0]), report, out);
      report.print();
      return;
    }
    if (arguments.length > 0 && arguments[0].startsWith(LongLogs.WORD)) {
      Report report = new Report(out);
      LongLogs.measure(arguments[0], report, out);
      report.print();
      return;
    }
    List<Integer> sizes =
        arguments.length == 0 ? SIZES : Stream.of(arguments).map(Integer::valueOf).toList();
    Report report = new Report(out);
    Benchmark benchmark = new Benchmark(report);
    Completions.measure(report);
    for (int size : sizes) {
      out.println(size + " ports:");
      benchmark.at(size);
    }
    out.println("outages:");
    Outages.measure(report, out);
    out.println("load:");
    Load.measure(Load.Size.of(Load.Size.WORD), report, out);
    report.print();
  }

  private void at(int ports) throws Exception {
    Path state = StateOn.MEMORY.folder();
    try (World world = World.of(ports);
        PeerShell peer = PeerShell.in(world)) {
      try (WarmSession session = WarmSession.in(world, state)) {
        Shows.measure(world, session, peer, report);
        edit("one edit: addif or delif", world, Edits.move(world, session));
        edit("one edit: hairpin", world, Edits.option(world, session));
        edit("one edit: an address", world, Edits.address(world, session));
        UnderFlood.measure(world, session, report);
      }
      Additions.measure(world, peer, report);
      Starts.measure(world, peer, report);
    } finally {
      StateOn.remove(state);
    }
  }

  /// An edit costs what it touches: here its peer is the same edit on the smallest host.
  private void edit(String what, World world, double milliseconds) {
    Double small = smallest.putIfAbsent(what, milliseconds);
    report.add(
        small == null
            ? Row.alone(what, world.ports(), milliseconds, "ms")
            : Row.against(what + " / at the smallest", world.ports(), milliseconds, small)
                .atMostTimes(GROWTH));
  }
}
