package org.xnsh.network;

import java.util.Objects;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
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

/// What finds the objects of a picture: links in their order, links by name, ports by master, and
/// what stands on a link. Immutable, as the picture.
///
/// @param names every name of a link, alternative ones too
/// @param ports by master
/// @param standing by link, and what is the namespace's under [Standing#NAMESPACE]
record Indexes(
    TreePSet<Integer> links,
    TreePSet<Integer> bridges,
    PMap<String, Integer> names,
    TreePMap<Integer, TreePSet<Integer>> ports,
    PMap<Integer, PMap<ObjectKey, Boolean>> standing) {

  static final Indexes EMPTY =
      new Indexes(
          TreePSet.empty(),
          TreePSet.empty(),
          HashTreePMap.empty(),
          TreePMap.empty(),
          HashTreePMap.empty());

  /// Whether an object is found as before once it has other attributes, as nearly always.
  static boolean isFoundAlike(ObjectKey key, Attributes was, Attributes is) {
    return switch (key) {
      case LinkKey _ ->
          was.number(LinkAttributes.MASTER) == is.number(LinkAttributes.MASTER)
              && isSame(LinkAttributes.NAME, was, is)
              && isSame(LinkAttributes.ALTERNATIVE_NAMES, was, is);
      case NexthopKey _ -> isSame(NexthopAttributes.DEVICE, was, is);
      // all that they are found by is in their keys
      case BridgeKey _,
          PortKey _,
          PortVlanKey _,
          VifKey _,
          AddressKey _,
          RouteKey _,
          RuleKey _,
          NeighbourKey _,
          FdbKey _,
          MdbKey _,
          SysctlKey _ ->
          true;
    };
  }

  private static boolean isSame(Attribute<?> attribute, Attributes was, Attributes is) {
    return Objects.equals(was.find(attribute), is.find(attribute));
  }

  /// With an object that is not there.
  Indexes plus(ObjectKey key, Attributes attributes) {
    PMap<Integer, PMap<ObjectKey, Boolean>> on = standing;
    for (int link : Standing.links(key, attributes)) {
      on = on.plus(link, on.getOrDefault(link, HashTreePMap.empty()).plus(key, true));
    }
    if (key instanceof LinkKey(int link)) {
      return plus(link, attributes, on);
    }
    TreePSet<Integer> all = key instanceof BridgeKey(int bridge) ? bridges.plus(bridge) : bridges;
    return new Indexes(links, all, names, ports, on);
  }

  private Indexes plus(
      int link, Attributes attributes, PMap<Integer, PMap<ObjectKey, Boolean>> on) {
    PMap<String, Integer> named = names;
    for (String name : LinkNames.of(attributes)) {
      named = named.plus(name, link);
    }
    int master = (int) attributes.number(LinkAttributes.MASTER);
    TreePMap<Integer, TreePSet<Integer>> enslaved =
        master == 0
            ? ports
            : ports.plus(master, ports.getOrDefault(master, TreePSet.empty()).plus(link));
    return new Indexes(links.plus(link), bridges, named, enslaved, on);
  }

  /// Without an object that is there.
  Indexes minus(ObjectKey key, Attributes attributes) {
    PMap<Integer, PMap<ObjectKey, Boolean>> on = standing;
    for (int link : Standing.links(key, attributes)) {
      PMap<ObjectKey, Boolean> rest = on.getOrDefault(link, HashTreePMap.empty()).minus(key);
      on = rest.isEmpty() ? on.minus(link) : on.plus(link, rest);
    }
    if (key instanceof LinkKey(int link)) {
      return minus(link, attributes, on);
    }
    TreePSet<Integer> all = key instanceof BridgeKey(int bridge) ? bridges.minus(bridge) : bridges;
    return new Indexes(links, all, names, ports, on);
  }

  private Indexes minus(
      int link, Attributes attributes, PMap<Integer, PMap<ObjectKey, Boolean>> on) {
    PMap<String, Integer> named = names;
    for (String name : LinkNames.of(attributes)) {
      if (Integer.valueOf(link).equals(named.get(name))) {
        named = named.minus(name);
      }
    }
    int master = (int) attributes.number(LinkAttributes.MASTER);
    TreePMap<Integer, TreePSet<Integer>> enslaved = ports;
    TreePSet<Integer> of = ports.get(master);
    if (of != null) {
      TreePSet<Integer> rest = of.minus(link);
      enslaved = rest.isEmpty() ? ports.minus(master) : ports.plus(master, rest);
    }
    return new Indexes(links.minus(link), bridges, named, enslaved, on);
  }
}
