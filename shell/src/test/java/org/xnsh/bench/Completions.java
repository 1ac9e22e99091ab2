package org.xnsh.bench;

import java.io.IOException;
import java.util.List;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.PictureNames;
import org.xnsh.command.Seat;
import org.xnsh.command.StandardCatalog;
import org.xnsh.completion.Completion;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// What a Tab costs where there are ten thousand links.
final class Completions {

  private static final int LINKS = 10_000;
  private static final int ROUNDS = 600;

  /// The best of these counts: a busy machine takes turns of several milliseconds away.
  private static final int RUNS = 5;

  /// As often a key comes after somebody changed the network.
  private static final int KEYS_A_CHANGE = 7;

  private static final List<String> LINES =
      List.of(
          "",
          "br",
          "brctl addif xenbr0 ",
          "brctl delif xenbr0 vif",
          "brctl show xen",
          "ip link set vif99",
          "show links vif77",
          "show domains ",
          "undo ");

  private Completions() {}

  static void measure(Report report) throws Exception {
    Network[] picture = {picture()};
    Completion completion =
        new Completion(
            new CommandGrammar(StandardCatalog.all()),
            new PictureNames(() -> picture[0], List::of),
            Seat.here(Role.ADMIN));
    int[] key = {0};
    Times.Work work =
        () -> {
          String line = LINES.get(key[0] % LINES.size());
          completion.suggest(line, line.length());
        };
    Times.Work changing =
        () -> {
          if (key[0]++ % KEYS_A_CHANGE == 0) {
            picture[0] = changed(picture[0], key[0]);
          }
          work.run();
        };
    Times.of(ROUNDS, changing);
    Times best = Times.of(ROUNDS, changing);
    for (int run = 1; run < RUNS; run++) {
      Times times = Times.of(ROUNDS, changing);
      best = times.p99() < best.p99() ? times : best;
    }
    report.add(Row.alone("completion, p99", LINKS, best.p99(), "ms").atMost(5));
    report.add(Row.alone("completion, median", LINKS, best.median(), "ms"));
  }

  private static Network picture() throws IOException {
    try (SimulatedHost host = SimulatedHost.of(Topologies.named("ports:" + LINKS).orElseThrow())) {
      return host.picture();
    }
  }

  private static Network changed(Network picture, int turn) {
    return picture.with(
        new LinkKey(picture.links().getLast()), LinkAttributes.MTU, 1400L + turn % 100);
  }
}
