package org.xnsh.transaction;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.xnsh.change.Difference;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;

/// Waits, before an undo puts back what the kernel should have made itself, until the kernel had
/// its time.
final class Settled {

  private Settled() {}

  static void await(Host host, Applying applying, Difference difference) throws IOException {
    Set<Integer> links = new TreeSet<>();
    for (ObjectKey key : difference.keys()) {
      if (key instanceof AddressKey k && k.local().family() == IpFamily.IPV6) {
        links.add(k.link());
      }
      if (key instanceof RouteKey k && k.group().family() == IpFamily.IPV6) {
        k.via().links().forEach(links::add);
      }
    }
    for (int link : links) {
      try {
        host.apply(new Step.Settle(applying.placeholders().resolve(new LinkKey(link))));
      } catch (Refusal e) {
        throw new IllegalStateException("waiting is never refused", e);
      }
    }
    if (!links.isEmpty()) {
      applying.look();
    }
  }
}
