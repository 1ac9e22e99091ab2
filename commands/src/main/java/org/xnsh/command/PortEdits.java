package org.xnsh.command;

import java.util.List;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.change.FreePort;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;

/// Pictures in which a link joins or leaves a bridge, or is a port otherwise.
final class PortEdits {

  /// BR_MAX_PORTS is 1024 and number 0 is never given (net/bridge/br_private.h).
  static final int MAXIMUM_PORTS = 1023;

  private static final long ETHERNET = 1;

  private PortEdits() {}

  /// With the link as a port of the bridge. How the port then is, the kernel says; its number is
  /// known, so that several get theirs in the order in which they were named.
  static Network attach(Network network, int bridge, int port) {
    return attach(network, bridge, port, FreePort.number(network, bridge));
  }

  /// As [#attach(Network, int, int)], where the number is known: the first that is free.
  static Network attach(Network network, int bridge, int port, long number) {
    return network
        .with(new LinkKey(port), LinkAttributes.MASTER, (long) bridge)
        .with(
            new PortKey(port),
            Attributes.none(ObjectKind.PORT).with(PortAttributes.NUMBER, number));
  }

  /// With the link in no bridge, and without what it was and had as a port.
  static Network detach(Network network, int port) {
    LinkKey link = new LinkKey(port);
    List<ObjectKey> lost =
        network.standingOn(port).stream().filter(k -> isOfPort(k, port)).toList();
    return network.withoutAll(lost).with(link, network.get(link).without(LinkAttributes.MASTER));
  }

  private static boolean isOfPort(ObjectKey key, int port) {
    return key instanceof PortKey
        || key instanceof PortVlanKey
        || key instanceof FdbKey fdb && fdb.link() == port && !fdb.self()
        || key instanceof MdbKey mdb && mdb.port() == port;
  }

  static <V> Network set(Network network, int port, Attribute<V> attribute, V value) {
    return network.with(new PortKey(port), attribute, value);
  }

  static boolean isBridge(Network network, int link) {
    return network.has(new BridgeKey(link));
  }

  /// The master's ifindex, 0 for none.
  static int master(Network network, int link) {
    return (int) network.get(new LinkKey(link)).number(LinkAttributes.MASTER);
  }

  /// Whether br_add_if takes such a device at all: Ethernet, no loopback, a unicast address that is
  /// not zero.
  static boolean isBridgeable(Network network, int link) {
    Attributes is = network.get(new LinkKey(link));
    MacAddress mac = is.get(LinkAttributes.MAC, MacAddress.ZERO);
    return is.get(LinkAttributes.HARDWARE_TYPE, ETHERNET) == ETHERNET
        && !mac.isMulticast()
        && !mac.equals(MacAddress.ZERO);
  }

  /// What leaving or joining a bridge may touch.
  static Footprint footprint(int bridge, int port) {
    return Footprint.of(
        new OneLink(bridge),
        new OneLink(port),
        new FdbOf(port),
        new MdbOf(bridge),
        new VlansOf(port));
  }
}
