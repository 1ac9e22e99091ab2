package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// What steps would destroy and no undo could make again: links that the kernel deletes with the
/// one they lie on, links of a kind whose options are not ours to write, queueing set up by tc.
final class Irreplaceable {

  private static final Set<String> KINDS = Set.of("", "bridge", "veth", "dummy");

  /// Disciplines that a fresh link gets by itself (net.core.default_qdisc); `noop` while down.
  private static final Set<String> DEFAULT_QUEUEING =
      Set.of("", "noop", "noqueue", "mq", "pfifo_fast", "fq_codel", "fq");

  private Irreplaceable() {}

  /// One reason each, in an operator's words; empty where all can be made again.
  static List<String> of(List<Step> steps, Network before) {
    Set<Integer> deleted = new HashSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Delete d && d.key() instanceof LinkKey k) {
        deleted.add(k.index());
      }
    }
    if (deleted.isEmpty()) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>();
    for (int index : before.links()) {
      Attributes link = before.get(new LinkKey(index));
      String kind = link.text(LinkAttributes.KIND);
      String name = before.nameOf(index);
      if (deleted.contains(index)) {
        if (!KINDS.contains(kind)) {
          reasons.add("a " + kind + " link like " + name + " cannot be made again");
        }
        String queueing = link.text(LinkAttributes.QUEUEING);
        if (!DEFAULT_QUEUEING.contains(queueing)) {
          reasons.add("the " + queueing + " queueing of " + name + " cannot be made again");
        }
      } else if (liesOn(link, deleted)) {
        reasons.add(
            name
                + " lies on "
                + before.nameOf((int) link.number(LinkAttributes.LOWER))
                + ", would go with it, and a "
                + kind
                + " link cannot be made again");
      }
    }
    return reasons;
  }

  private static boolean liesOn(Attributes link, Set<Integer> deleted) {
    return link.get(LinkAttributes.LOWER_NAMESPACE).isEmpty()
        && !link.text(LinkAttributes.KIND).equals("veth")
        && deleted.contains((int) link.number(LinkAttributes.LOWER));
  }
}
