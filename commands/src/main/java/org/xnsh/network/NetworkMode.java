package org.xnsh.network;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.VifKey;

/// How the guests of a host reach the outside, as far as a picture shows it.
///
/// Nobody writes the mode down: Xen's scripts leave links, addresses and routes, and these tell.
/// Firewall rules, which would tell NAT for certain, are in no picture.
public enum NetworkMode {
  /// Vifs and an uplink are ports of one bridge (`vif-bridge`).
  BRIDGE("bridge"),
  /// A vif has an address that dom0 has anyway, and a route to its guest (`vif-route`).
  ROUTE("route"),
  /// A vif has an address of its own, the gateway of its guest, and a route to it (`vif-nat`).
  NAT("nat"),
  /// Some so, some otherwise.
  MIXED("mixed"),
  /// No vif says anything: none is there, none is wired, or only to bridges without an uplink.
  NONE("-");

  /// The loop ends of dom0 itself, the emulated half of a guest's vif, and other virtual ends: none
  /// leads outside.
  private static final Pattern INWARD =
      Pattern.compile("(vif|tap)[0-9]+\\.[0-9]+(-emu)?|veth.*|vnet.*|virbr.*|dummy.*|lo");

  private final String word;

  NetworkMode(String word) {
    this.word = word;
  }

  /// For a prompt.
  public String word() {
    return word;
  }

  /// Pure; costs what the vifs and the ports of their bridges are.
  public static NetworkMode of(Network network) {
    Set<NetworkMode> modes =
        network.links().stream()
            .filter(link -> network.has(new VifKey(link)))
            .flatMap(vif -> ofVif(network, vif).stream())
            .collect(Collectors.toSet());
    return switch (modes.size()) {
      case 0 -> NONE;
      case 1 -> modes.iterator().next();
      default -> MIXED;
    };
  }

  private static Optional<NetworkMode> ofVif(Network network, int vif) {
    int master = (int) network.get(new LinkKey(vif)).number(LinkAttributes.MASTER);
    if (master != 0) {
      return network.ports(master).stream().anyMatch(port -> isUplink(network, port))
          ? Optional.of(BRIDGE)
          : Optional.empty();
    }
    Set<ObjectKey> standing = network.standingOn(vif);
    if (standing.stream().noneMatch(key -> key instanceof RouteKey r && isToGuest(r))) {
      return Optional.empty();
    }
    return standing.stream()
        .filter(key -> key instanceof AddressKey a && a.local().family() == IpFamily.IPV4)
        .map(key -> ((AddressKey) key).local().address())
        .map(address -> isElsewhere(network, address) ? ROUTE : NAT)
        .findFirst();
  }

  private static boolean isUplink(Network network, int link) {
    return !network.has(new VifKey(link)) && !INWARD.matcher(network.nameOf(link)).matches();
  }

  /// A route of table main to one IPv4 address, as both scripts set it.
  private static boolean isToGuest(RouteKey route) {
    return route.group().table() == 254
        && route.group().destination().family() == IpFamily.IPV4
        && route.group().destination().length() == 32;
  }

  /// Whether a link that is no vif has this address too.
  private static boolean isElsewhere(Network network, IpAddress address) {
    return network.links().stream()
        .filter(link -> !network.has(new VifKey(link)))
        .flatMap(link -> network.addresses(link, IpFamily.IPV4).stream())
        .anyMatch(key -> key.local().address().equals(address));
  }
}
