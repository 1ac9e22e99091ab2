package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKind;

/// Steps about nexthop objects and their groups.
final class NexthopDrawing {

  private static final long INET = 2;
  private static final long INET6 = 10;

  private static final Choices CHANGED =
      new Choices(ObjectKind.NEXTHOP).of(NexthopAttributes.PROTOCOL, 3L, 4L, 16L);

  private NexthopDrawing() {}

  static Optional<Step> any(Dice dice, Network net) {
    return any(dice, net, INET);
  }

  static Optional<Step> any6(Dice dice, Network net) {
    return any(dice, net, INET6);
  }

  private static Optional<Step> any(Dice dice, Network net, long family) {
    if (!dice.in(3)) {
      NexthopKey key = new NexthopKey(1 + dice.below(6));
      return Optional.of(
          new Step.Create(key, dice.in(4) ? group(dice, net) : one(dice, net, family)));
    }
    return dice.maybe(RouteDrawing.nexthops(net))
        .map(NexthopKey::new)
        .map(k -> dice.in(3) ? CHANGED.set(dice, k) : new Step.Delete(k, net.get(k)));
  }

  private static Attributes one(Dice dice, Network net, long family) {
    Attributes.Builder hop =
        Attributes.builder(ObjectKind.NEXTHOP)
            .put(NexthopAttributes.FAMILY, family)
            .put(NexthopAttributes.PROTOCOL, dice.one(0L, 3L, 4L));
    if (dice.in(8)) {
      return hop.put(NexthopAttributes.BLACKHOLE, true).build();
    }
    IpAddress gateway =
        IpAddress.parse(
            (family == INET ? "10.%d.0.%d" : dice.in(3) ? "fe80:%d::%d" : "2001:db8:%d::%d")
                .formatted(dice.below(2), dice.one(9, 9, 9, 1))
                .replace("fe80:0", "fe80")
                .replace("fe80:1", "fe80"));
    if (dice.in(10)) {
      return hop.put(NexthopAttributes.FDB, true).put(NexthopAttributes.GATEWAY, gateway).build();
    }
    // the carrier of a bridge is not modelled to the last
    List<Integer> ends = net.links().stream().filter(l -> !net.bridges().contains(l)).toList();
    hop.put(NexthopAttributes.DEVICE, (long) dice.one(ends));
    if (!dice.in(4)) {
      hop.put(NexthopAttributes.GATEWAY, gateway);
      if (dice.in(4)) {
        hop.put(NexthopAttributes.ONLINK, true);
      }
    }
    return hop.build();
  }

  private static Attributes group(Dice dice, Network net) {
    List<Long> members = dice.some(RouteDrawing.nexthops(net));
    String text =
        members.stream().map(m -> m + "," + (1 + dice.below(3))).collect(Collectors.joining("/"));
    return Attributes.builder(ObjectKind.NEXTHOP)
        .put(NexthopAttributes.FAMILY, 0L)
        .put(NexthopAttributes.PROTOCOL, dice.one(0L, 4L))
        .put(NexthopAttributes.GROUP, members.isEmpty() || dice.in(12) ? "77,1" : text)
        .put(NexthopAttributes.GROUP_TYPE, 0L)
        .build();
  }
}
