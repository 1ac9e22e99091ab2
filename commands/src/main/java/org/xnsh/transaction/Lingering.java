package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprints;
import org.xnsh.change.Goal;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;

/// What the kernel made late because of a transaction, and does not take back by itself: a bridge
/// that had no carrier gets it with its first port, up to a second later a link-local address and
/// that one's routes (`addrconf_dev_config`), and keeps them without carrier.
final class Lingering {

  private Lingering() {}

  /// What has to go with a way back.
  ///
  /// @param done the transaction that is taken back
  /// @param back its way back
  static Difference of(Unfinished done, Difference back, Network now) {
    Network then = new Goal(back).over(now);
    List<Change> lingering = new ArrayList<>();
    for (var area : Footprints.of(done.steps(), done.before()).areas()) {
      if (area instanceof AddressesOf(int link) && goesQuiet(link, done.before(), then)) {
        for (ObjectKey key : Set.copyOf(then.standingOn(link))) {
          boolean late =
              (key instanceof AddressKey || key instanceof RouteKey)
                  && !done.before().has(key)
                  && ObjectStanding.isDerived(key, then.get(key));
          if (late) {
            lingering.add(new Removed(key, then.get(key)));
          }
        }
      }
    }
    return new Difference(lingering);
  }

  private static boolean goesQuiet(int link, Network before, Network then) {
    LinkKey key = new LinkKey(link);
    return then.has(new BridgeKey(link))
        && before.has(key)
        && !before.get(key).isOn(LinkAttributes.CARRIER)
        && then.ports(link).isEmpty();
  }
}
