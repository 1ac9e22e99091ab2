package org.xnsh.network;

import java.util.List;
import org.xnsh.network.ObjectKey.NexthopKey;

/// What nexthop objects are made of, and what becomes of packets that take them.
public final class Nexthops {

  private Nexthops() {}

  /// The members of a group, each with its weight behind a comma; of anything else none.
  public static List<String> members(Attributes nexthop) {
    String group = nexthop.text(NexthopAttributes.GROUP);
    return group.isEmpty() ? List.of() : List.of(group.split("/", -1));
  }

  public static long idOf(String member) {
    int comma = member.indexOf(',');
    return Long.parseLong(comma < 0 ? member : member.substring(0, comma));
  }

  /// Whether it is a blackhole, or a group of nothing but one.
  public static boolean drops(Network net, long id) {
    Attributes hop = net.get(new NexthopKey(id));
    return hop.isOn(NexthopAttributes.BLACKHOLE)
        || members(hop).stream()
            .anyMatch(m -> net.get(new NexthopKey(idOf(m))).isOn(NexthopAttributes.BLACKHOLE));
  }
}
