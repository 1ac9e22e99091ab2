package org.xnsh.bench;

import java.util.ArrayList;
import java.util.List;

/// Two that do the same work, timed in turns, so that what else the machine does hits both.
record Pair(Times xnsh, Times peer) {

  static Pair of(int rounds, Times.Work xnsh, Times.Work peer) throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      theirs.add(Times.once(peer));
      ours.add(Times.once(xnsh));
    }
    return new Pair(new Times(ours), new Times(theirs));
  }

  /// Where this many in a row were timed as one.
  Pair each(int inARow) {
    return new Pair(xnsh.dividedBy(inARow), peer.dividedBy(inARow));
  }

  Row row(String what, int ports) {
    return Row.against(what, ports, xnsh.median(), peer.median());
  }
}
