package org.xnsh.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;

/// Multicast groups of a bridge that is down: it keeps them, but takes new ones only while it is up
/// (br_mdb_add: "Bridge device is not running"). So it comes up for a moment.
final class Groups {

  private Groups() {}

  static List<Step> whileUp(List<Step> steps, Network target) {
    Set<LinkKey> down = new LinkedHashSet<>();
    for (Step step : steps) {
      if (isGiven(step) && step.key() instanceof MdbKey k) {
        LinkKey bridge = new LinkKey(k.bridge());
        if (target.has(bridge) && !target.get(bridge).isOn(LinkAttributes.UP)) {
          down.add(bridge);
        }
      }
    }
    if (down.isEmpty()) {
      return steps;
    }
    List<Step> all = new ArrayList<>();
    List<Step> groups = new ArrayList<>();
    steps.forEach(s -> (isGiven(s) ? groups : all).add(s));
    down.forEach(bridge -> all.add(Step.Set.of(bridge, LinkAttributes.UP, true)));
    all.addAll(groups);
    down.forEach(bridge -> all.add(Step.Set.of(bridge, LinkAttributes.UP, false)));
    return all;
  }

  private static boolean isGiven(Step step) {
    return step.key() instanceof MdbKey && !(step instanceof Step.Delete);
  }
}
