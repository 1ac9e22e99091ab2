package org.xnsh.change;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Removed;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.Prefix;

/// Addresses that go from one link to another in one plan: an uplink's, when it becomes a port of a
/// bridge, and back. A kernel takes packets for an address by whatever link they come in, and lets
/// two links have the same one; so the new link gets it, and the routes, before the old one loses
/// it, and there is no moment without. While the old link is a port, packets still leave by it, and
/// what comes in is taken by the bridge.
final class Handover {

  private final Network before;
  private final Network target;
  private final Set<Integer> receivers = new LinkedHashSet<>();
  private boolean six;

  Handover(Network before, Network target, Difference difference) {
    this.before = before;
    this.target = target;
    Set<Prefix> given = new HashSet<>();
    for (Change change : difference.changes()) {
      if (change instanceof Removed(AddressKey key, var _)) {
        given.add(key.local());
      }
    }
    for (Change change : difference.changes()) {
      if (change instanceof Added(AddressKey key, var _) && given.contains(key.local())) {
        receivers.add(key.link());
        six |= key.local().family() == IpFamily.IPV6 && !key.local().address().isLinkLocal6();
      }
    }
  }

  /// Whether a link gets an address that another one gives away.
  boolean receives(int link) {
    return receivers.contains(link);
  }

  /// The links that get one, and shall be up for it.
  Set<Integer> receivers() {
    return receivers;
  }

  /// Whether one of IPv6 is among them: it serves only once nobody else turned out to have it.
  boolean isSix() {
    return six;
  }

  /// Whether a link gets its addresses before all else: it leaves a bridge, and then the bridge
  /// reaches nobody any more.
  boolean isFirst(int link) {
    LinkKey key = new LinkKey(link);
    return receives(link)
        && before.get(key).isOn(LinkAttributes.UP)
        && target.get(key).isOn(LinkAttributes.UP)
        && before.get(key).number(LinkAttributes.MASTER) != 0
        && target.get(key).number(LinkAttributes.MASTER) == 0
        && before
            .get(key)
            .get(LinkAttributes.NAME)
            .equals(target.get(key).get(LinkAttributes.NAME));
  }
}
