package org.xnsh.command;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.Via;
import org.xnsh.network.Via.Leg;
import org.xnsh.network.Via.Multipath;
import org.xnsh.network.Via.Nexthop;
import org.xnsh.network.Via.Nowhere;

/// Where a route leads, in words: gateways, the ways of a multipath route with their weights, what
/// a nexthop object stands for.
final class ViaText {

  private ViaText() {}

  static String of(Network network, Via via) {
    return switch (via) {
      case Nowhere _ -> "";
      case Leg leg -> gateway(leg);
      case Multipath paths ->
          paths.legs().stream()
              .map(w -> way(network, w.leg()) + " weight " + w.weight())
              .collect(Collectors.joining(", "));
      case Nexthop nexthop -> {
        String meaning = nexthop(network, nexthop.id());
        yield "nexthop " + nexthop.id() + (meaning.isEmpty() ? "" : ": " + meaning);
      }
    };
  }

  private static String gateway(Leg leg) {
    return leg.gateway().map(IpAddress::toString).orElse("") + (leg.onlink() ? " onlink" : "");
  }

  private static String way(Network network, Leg leg) {
    String gateway = gateway(leg);
    return (gateway.isEmpty() ? "" : gateway + " ") + "dev " + network.nameOf(leg.link());
  }

  /// What a nexthop object stands for; empty where the picture does not hold it.
  static String nexthop(Network network, long id) {
    Attributes is = network.get(new NexthopKey(id));
    if (is.isOn(NexthopAttributes.BLACKHOLE)) {
      return "blackhole";
    }
    String group = is.text(NexthopAttributes.GROUP);
    if (!group.isEmpty()) {
      return Stream.of(group.split("/", -1))
          .map(m -> member(network, m))
          .collect(Collectors.joining(", "));
    }
    String gateway = is.get(NexthopAttributes.GATEWAY).map(IpAddress::toString).orElse("");
    long device = is.number(NexthopAttributes.DEVICE);
    String dev = device == 0 ? "" : "dev " + network.nameOf((int) device);
    return (gateway + " " + dev).strip();
  }

  private static String member(Network network, String member) {
    String[] parts = member.split(",", 2);
    String weight = parts.length == 2 ? " weight " + parts[1] : "";
    return nexthop(network, Long.parseLong(parts[0])) + weight + " (" + parts[0] + ")";
  }

  /// The links that packets leave by, also through a nexthop object.
  static Stream<Integer> links(Network network, Via via) {
    return via instanceof Nexthop nexthop ? links(network, nexthop.id()) : via.links();
  }

  private static Stream<Integer> links(Network network, long id) {
    Attributes is = network.get(new NexthopKey(id));
    String group = is.text(NexthopAttributes.GROUP);
    if (!group.isEmpty()) {
      return Stream.of(group.split("/", -1))
          .flatMap(m -> links(network, Long.parseLong(m.split(",", 2)[0])));
    }
    return is.get(NexthopAttributes.DEVICE).stream().map(Long::intValue);
  }
}
