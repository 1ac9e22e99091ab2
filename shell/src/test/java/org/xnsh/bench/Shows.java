package org.xnsh.bench;

/// Looking, in a session that is open.
final class Shows {

  private static final int WARM_UP = 600;
  private static final int ROUNDS = 25;

  /// So many in a row are timed as one: a look takes less time than the processor needs to come
  /// back from what ran before.
  private static final int IN_A_ROW = 10;

  private Shows() {}

  static void measure(World world, WarmSession session, PeerShell peer, Report report)
      throws Exception {
    pair("brctl show", "brctl show", session, peer)
        .ifAt(world.ports() == 1024, 0.1)
        .add(report, world.ports());
    pair("show links", "ip -d -j link", session, peer).add(report, world.ports());
  }

  private record Shown(String what, Pair pair, double share) {
    Shown ifAt(boolean here, double most) {
      return here ? new Shown(what, pair, most) : this;
    }

    void add(Report report, int ports) {
      Row row = pair.row(what, ports);
      report.add(Double.isNaN(share) ? row : row.atMostTimes(share));
    }
  }

  private static Shown pair(String ours, String theirs, WarmSession session, PeerShell peer)
      throws Exception {
    Times.of(WARM_UP, () -> session.run(ours));
    Pair pair =
        Pair.of(ROUNDS, inARow(() -> session.run(ours)), inARow(() -> peer.run(theirs)))
            .each(IN_A_ROW);
    String what = ours.equals(theirs) ? ours : ours + " / " + theirs;
    return new Shown(what + ", warm", pair, Double.NaN);
  }

  private static Times.Work inARow(Times.Work one) {
    return () -> {
      for (int i = 0; i < IN_A_ROW; i++) {
        one.run();
      }
    };
  }
}
