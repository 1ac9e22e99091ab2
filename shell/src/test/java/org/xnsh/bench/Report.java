package org.xnsh.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The table at the end; each row is also told as soon as it is known.
final class Report {

  private static final List<String> HEAD =
      List.of("measure", "ports", "xnsh", "peer", "ratio", "target", "");

  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void add(Row row) {
    rows.add(row);
    out.println("  " + String.join("  ", cells(row)));
  }

  void print() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    rows.forEach(r -> lines.add(cells(r)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(i -> lines.stream().mapToInt(l -> l.get(i).length()).max().orElse(0))
            .toArray();
    out.println();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean isNumber = i >= 1 && i <= 4;
        String pad = " ".repeat(widths[i] - line.get(i).length());
        text.append(isNumber ? pad + line.get(i) : line.get(i) + pad).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
    out.printf("%nload of this machine while it ran: %.1f%n", load());
    long promised = rows.stream().filter(r -> !r.target().isEmpty()).count();
    long met = rows.stream().filter(r -> !r.target().isEmpty() && r.met()).count();
    out.printf("%n%d of %d targets met%n", met, promised);
  }

  /// Processes that wanted to run, over the last minutes: above the number of cores the rest of the
  /// machine was busy, and every figure is worse than it would be.
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.what(),
        Integer.toString(row.ports()),
        row.xnshText(),
        row.peerText(),
        row.ratioText(),
        row.target(),
        row.verdict());
  }
}
