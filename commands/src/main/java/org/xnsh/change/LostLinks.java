package org.xnsh.change;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Removed;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;

/// Links that a transaction speaks of, and that are gone by now or whose ifindex another one has:
/// nothing on them can be brought back, and what is on another one's is none of ours.
record LostLinks(Set<Integer> links, Background background) {

  /// Kinds that a request can make. A vif is not among them: netback makes it, and takes it away.
  private static final Set<String> MADE = Set.of("bridge", "veth", "dummy");

  LostLinks {
    links = Set.copyOf(links);
  }

  static LostLinks of(Difference recorded, Network now, Background background) {
    Set<Integer> lost = new HashSet<>();
    recorded.keys().stream()
        .flatMap(LostLinks::of)
        .filter(link -> background.isAnother(link) || !now.has(new LinkKey(link)))
        .forEach(lost::add);
    for (Change change : recorded.changes()) {
      switch (change) {
        // it is away already, and so is what stood on it
        case Added(LinkKey k, Attributes _) when !now.has(k) -> lost.remove(k.index());
        case Removed(LinkKey k, Attributes before)
            when !now.has(k) && isMade(before) && !background.isVif(k.index()) ->
            lost.remove(k.index());
        case Added _, Removed _, Change.Altered _ -> {}
        case Change.AddressOrder _, Change.RouteOrder _ -> {}
      }
    }
    return new LostLinks(lost, background);
  }

  /// Whether a request can make or take away such a link.
  static boolean isMade(Attributes link) {
    return MADE.contains(link.text(LinkAttributes.KIND));
  }

  boolean isOn(ObjectKey key) {
    return links(key).findAny().isPresent();
  }

  /// Those of them that an object is, or is on.
  Stream<Integer> links(ObjectKey key) {
    return of(key).filter(links::contains);
  }

  /// What became of the link that an object is, or is on.
  String why(ObjectKey key) {
    int link = links(key).findFirst().orElse(0);
    String about = background.lost(link);
    if (!about.isEmpty()) {
      return about;
    }
    if (background.isAnother(link)) {
      return "its ifindex " + link + " is another link's now";
    }
    return key instanceof LinkKey || link == 0 ? "" : "with its link";
  }

  private static Stream<Integer> of(ObjectKey key) {
    return switch (key) {
      case LinkKey k -> Stream.of(k.index());
      case BridgeKey k -> Stream.of(k.index());
      case PortKey k -> Stream.of(k.index());
      case VifKey k -> Stream.of(k.index());
      case PortVlanKey k -> Stream.of(k.index());
      case AddressKey k -> Stream.of(k.link());
      case RouteKey k -> k.via().links();
      case NeighbourKey k -> k.link() == 0 ? Stream.of() : Stream.of(k.link());
      case FdbKey k -> Stream.of(k.link());
      case MdbKey k -> Stream.of(k.bridge(), k.port());
      case SysctlKey k -> k.link() == 0 ? Stream.of() : Stream.of(k.link());
      case NexthopKey _, RuleKey _ -> Stream.of();
    };
  }
}
