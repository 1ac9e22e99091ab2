package org.xnsh.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// The part of a link layer that a link with addresses stands on: through bridges, links below and
/// pairs within this namespace to where frames leave it.
final class Segment {

  /// BR_STATE_FORWARDING of include/uapi/linux/if_bridge.h.
  private static final long FORWARDING = 3;

  private static final String VETH = "veth";
  private static final Set<String> TAKERS = Set.of("bridge", "bond", "team", "openvswitch");

  private final Network net;
  private final Map<Integer, List<Integer>> exits = new LinkedHashMap<>();
  private final Set<Integer> visited = new HashSet<>();

  private Segment(Network net) {
    this.net = net;
  }

  /// Every exit with the links that lie on the way to it, the first and the exit included.
  static Map<Integer, List<Integer>> exits(Network net, int link) {
    Segment segment = new Segment(net);
    if (taker(net, link).isEmpty()) {
      segment.from(link, List.of());
    }
    return segment.exits;
  }

  /// The master that gets what comes in by a link, so that the link itself hears nothing.
  static OptionalInt taker(Network net, int link) {
    int master = (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    return master != 0 && TAKERS.contains(net.get(new LinkKey(master)).text(LinkAttributes.KIND))
        ? OptionalInt.of(master)
        : OptionalInt.empty();
  }

  /// Whether a port of a bridge lets frames through.
  static boolean forwards(Network net, int port) {
    return net.get(new PortKey(port)).number(PortAttributes.STATE) == FORWARDING && isUp(net, port);
  }

  static boolean isUp(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.UP);
  }

  static boolean hasCarrier(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.CARRIER);
  }

  /// A link that frames of this host are given to.
  private void from(int link, List<Integer> before) {
    Attributes now = net.get(new LinkKey(link));
    if (!isUp(net, link) || !hasCarrier(net, link) || !visited.add(link)) {
      return;
    }
    List<Integer> hops = with(before, link);
    if (net.has(new BridgeKey(link))) {
      net.ports(link).stream().filter(p -> forwards(net, p)).forEach(p -> wire(p, hops));
    } else if (isUpper(now)) {
      int lower = (int) now.number(LinkAttributes.LOWER);
      if (net.has(new BridgeKey(lower))) {
        from(lower, hops);
      } else {
        wire(lower, hops);
      }
    } else if (!net.ports(link).isEmpty()) {
      net.ports(link).forEach(p -> wire(p, hops));
    } else {
      visited.remove(link);
      wire(link, before);
    }
  }

  /// A link that lies on another one of this namespace: a VLAN's, a macvlan's.
  private static boolean isUpper(Attributes link) {
    return !link.text(LinkAttributes.KIND).equals(VETH)
        && link.number(LinkAttributes.LOWER) != 0
        && link.get(LinkAttributes.LOWER_NAMESPACE).isEmpty();
  }

  /// A link whose frames leave by its wire: out of the namespace, or to the other end of a pair.
  private void wire(int link, List<Integer> before) {
    if (!isUp(net, link) || !hasCarrier(net, link) || !visited.add(link)) {
      return;
    }
    List<Integer> hops = with(before, link);
    Attributes now = net.get(new LinkKey(link));
    boolean isPair =
        now.text(LinkAttributes.KIND).equals(VETH)
            && now.get(LinkAttributes.LOWER_NAMESPACE).isEmpty();
    if (!isPair) {
      exits.putIfAbsent(link, hops);
      return;
    }
    int far = (int) now.number(LinkAttributes.LOWER);
    int bridge = (int) net.get(new LinkKey(far)).number(LinkAttributes.MASTER);
    if (net.has(new BridgeKey(bridge)) && isUp(net, bridge) && forwards(net, far)) {
      List<Integer> through = with(hops, far);
      visited.add(far);
      net.ports(bridge).stream()
          .filter(p -> p != far && forwards(net, p) && !(isIsolated(far) && isIsolated(p)))
          .forEach(p -> wire(p, through));
    }
  }

  private boolean isIsolated(int port) {
    return net.get(new PortKey(port)).isOn(PortAttributes.ISOLATED);
  }

  private static List<Integer> with(List<Integer> hops, int link) {
    List<Integer> more = new ArrayList<>(hops);
    more.add(link);
    return List.copyOf(more);
  }
}
