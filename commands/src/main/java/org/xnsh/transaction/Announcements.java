package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Difference;
import org.xnsh.change.Step;
import org.xnsh.host.Announcement;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.GuestLinks;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;

/// Tells the wire what moved: guests as soon as their port is in its new bridge, addresses once all
/// is as wanted. Only guests are spoken for: in the name of a router behind an uplink it would
/// teach the switch there that the router is here.
final class Announcements {

  private final Host host;
  private final Map<Integer, Set<MacAddress>> heard = new HashMap<>();
  private final List<Announcement> waiting = new ArrayList<>();

  Announcements(Host host) {
    this.host = host;
  }

  /// Looks up who is behind the ports that these steps will move: a bridge forgets it with the
  /// port.
  void look(List<Step> steps, Network now) throws IOException {
    for (Step step : steps) {
      Optional<LinkKey> port = joining(step).filter(p -> GuestLinks.isOne(now, p.index()));
      if (port.isPresent()) {
        heard.put(port.get().index(), behind(port.get().index(), now));
      }
    }
  }

  private Set<MacAddress> behind(int port, Network now) throws IOException {
    Set<MacAddress> macs = new LinkedHashSet<>();
    now.get(new VifKey(port)).get(VifAttributes.MAC).ifPresent(macs::add);
    int bridge = (int) now.get(new LinkKey(port)).number(LinkAttributes.MASTER);
    if (bridge != 0) {
      for (FdbEntry entry : host.fdb(bridge)) {
        if (entry.link() == port && !entry.local()) {
          macs.add(entry.mac());
        }
      }
    }
    return macs;
  }

  private static Optional<LinkKey> joining(Step step) {
    return step instanceof Step.Set set
            && set.key() instanceof LinkKey link
            && set.attribute().equals(LinkAttributes.MASTER)
            && set.value().filter(v -> !v.equals(0L)).isPresent()
        ? Optional.of(link)
        : Optional.empty();
  }

  /// After a step that was done, its placeholders resolved.
  void done(Step step, Network now) {
    Optional<LinkKey> port = joining(step);
    if (port.isPresent() && step instanceof Step.Set set && set.value().isPresent()) {
      int bridge = ((Long) set.value().get()).intValue();
      for (MacAddress mac : heard.getOrDefault(port.get().index(), Set.of())) {
        waiting.add(new Announcement.Behind(port.get().index(), bridge, mac));
      }
      if (isUp(bridge, now)) {
        tell(waiting);
        waiting.clear();
      }
    }
  }

  /// What had to wait for a bridge to come up.
  ///
  /// @return what could not be told
  List<String> rest(Network now) {
    List<Announcement> possible =
        waiting.stream()
            .filter(a -> a instanceof Announcement.Behind b && isUp(b.bridge(), now))
            .toList();
    waiting.clear();
    return tell(possible);
  }

  private static boolean isUp(int bridge, Network now) {
    return now.get(new LinkKey(bridge)).isOn(LinkAttributes.UP);
  }

  private List<String> tell(List<Announcement> all) {
    List<String> faults = new ArrayList<>();
    for (Announcement one : all) {
      try {
        host.announce(one);
      } catch (IOException e) {
        faults.add("neighbours could not be told: " + e.getMessage());
      }
    }
    return faults;
  }

  /// Tells of addresses that are on another link than before, or whose link has another address.
  List<String> addresses(Network before, Network now) {
    Set<AddressKey> moved = new LinkedHashSet<>();
    Set<ObjectKey> keys = Difference.between(before, now).keys();
    Set<IpAddress> given = new HashSet<>();
    for (ObjectKey key : keys) {
      if (key instanceof AddressKey k && !now.has(k)) {
        given.add(k.local().address());
      }
    }
    for (ObjectKey key : keys) {
      switch (key) {
        case AddressKey k
            when now.has(k) && !before.has(k) && given.contains(k.local().address()) ->
            moved.add(k);
        case LinkKey k when isOtherAddress(k, before, now) ->
            now.standingOn(k.index()).stream()
                .filter(s -> s instanceof AddressKey)
                .forEach(s -> moved.add((AddressKey) s));
        case ObjectKey _ -> {}
      }
    }
    List<Announcement> all = new ArrayList<>();
    for (AddressKey key : moved) {
      here(key, now).ifPresent(all::add);
    }
    return tell(all);
  }

  private static boolean isOtherAddress(LinkKey link, Network before, Network now) {
    return before.has(link)
        && now.has(link)
        && !before.get(link).get(LinkAttributes.MAC).equals(now.get(link).get(LinkAttributes.MAC));
  }

  private static Optional<Announcement> here(AddressKey key, Network now) {
    var link = now.get(new LinkKey(key.link()));
    boolean speaks =
        link.isOn(LinkAttributes.UP)
            && link.isOn(LinkAttributes.ARP)
            && link.isOn(LinkAttributes.CARRIER)
            && !now.get(key).isOn(AddressAttributes.TENTATIVE);
    return link.get(LinkAttributes.MAC)
        .filter(mac -> speaks && !mac.equals(MacAddress.ZERO))
        .map(mac -> new Announcement.Here(key.link(), mac, key.local().address()));
  }
}
