package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.Pairs;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// What an undo of an edit will not bring back, said before the edit is made.
final class Inexact {

  /// TSO_LEGACY_MAX_SIZE.
  private static final long LEGACY = 65_536;

  private Inexact() {}

  static List<String> warnings(Network before, Difference wanted) {
    List<String> warnings = new ArrayList<>(ShortAgeing.of(wanted, before));
    warnings.addAll(ShortAgeing.undone(wanted, before));
    Residue.of(wanted.reversed())
        .forEach(line -> warnings.add("undo will restore the value, but: " + line));
    Lasting.of(wanted.reversed(), new Goal(wanted).over(before))
        .forEach(line -> warnings.add("undo will bring back all but this: " + line));
    for (Change change : wanted.changes()) {
      if (change instanceof Change.Altered c && c.key() instanceof LinkKey) {
        firstPort(before, c).ifPresent(warnings::add);
        segments(before, c).ifPresent(warnings::add);
      }
      if (change instanceof Change.Removed c
          && c.key() instanceof LinkKey
          && Pairs.isCut(c.before())) {
        warnings.add(
            "undo cannot make "
                + ChangeWords.name(c.key(), before)
                + " again: its other end is in another network namespace");
      }
    }
    return warnings;
  }

  /// A bridge that never had a port has an address of its own, which it gives up for that of its
  /// first port and never gets back: after its last port it shows 00:00:00:00:00:00.
  private static Optional<String> firstPort(Network before, Change.Altered link) {
    int master = (int) link.after().number(LinkAttributes.MASTER);
    if (master == link.before().number(LinkAttributes.MASTER) || !before.ports(master).isEmpty()) {
      return Optional.empty();
    }
    Attributes bridge = before.get(new LinkKey(master));
    boolean follows =
        bridge.get(LinkAttributes.MAC_PINNED).filter(pinned -> !pinned).isPresent()
            && bridge.get(LinkAttributes.MAC).filter(m -> !m.equals(MacAddress.ZERO)).isPresent();
    return follows
        ? Optional.of(
            "undo cannot give "
                + before.nameOf(master)
                + " its address back: a bridge takes its first port's and has none without ports")
        : Optional.empty();
  }

  /// A new bridge segments 64 KiB at most (TSO_LEGACY_MAX_SIZE); with its first port it takes what
  /// its ports can, and without ports what any could (br_set_gso_limits). No request sets it.
  private static Optional<String> segments(Network before, Change.Altered link) {
    int master = (int) link.after().number(LinkAttributes.MASTER);
    boolean first =
        master != link.before().number(LinkAttributes.MASTER)
            && before.ports(master).isEmpty()
            && before.get(new LinkKey(master)).number(LinkAttributes.TSO_MAXIMUM_SIZE) == LEGACY;
    return first
        ? Optional.of(
            "undo will bring back all but this: "
                + before.nameOf(master)
                + " keeps the larger tso_max_size that it gets with its first port")
        : Optional.empty();
  }
}
