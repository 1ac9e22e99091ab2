package org.xnsh.path;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.PortVlanAttributes;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;
import org.xnsh.network.Via;

/// Draws pictures of hosts that no kernel here can have: link by link, address by address.
final class Drawing {

  static final long MAIN = 254;

  /// Peers beyond a router, and this host's end.
  static final List<Connection> CONNECTIONS =
      List.of(connection("10.9.9.9", "10.0.0.1"), connection("2001:db8:9::9", "2001:db8::1"));

  private Network net = Network.EMPTY;

  static Connection connection(String peer, String local) {
    return Connection.of(peer, local).orElseThrow();
  }

  Network drawn() {
    return net;
  }

  Drawing link(int index, String name, String kind) {
    LinkKey key = new LinkKey(index);
    net =
        net.with(
            key,
            Attributes.none(ObjectKind.LINK)
                .with(LinkAttributes.NAME, new LinkName(name))
                .with(LinkAttributes.KIND, kind)
                .with(LinkAttributes.UP, true)
                .with(LinkAttributes.CARRIER, true)
                .with(LinkAttributes.ARP, true)
                .with(LinkAttributes.MTU, 1500L));
    return this;
  }

  /// @param data IFLA_INFO_DATA: pairs of a type and the payload in hexadecimal
  Drawing upper(int index, String name, String kind, int lower, Object... data) {
    link(index, name, kind);
    if (lower != 0) {
      net = net.with(new LinkKey(index), LinkAttributes.LOWER, (long) lower);
    }
    return data(index, data);
  }

  Drawing data(int index, Object... data) {
    RawOptions raw = RawOptions.NONE;
    for (int i = 0; i < data.length; i += 2) {
      raw = raw.with((Integer) data[i], HexFormat.of().parseHex((String) data[i + 1]));
    }
    net = net.with(new LinkKey(index), LinkAttributes.KIND_DATA, raw);
    return this;
  }

  static String hex(String address) {
    return IpAddress.parse(address).hex();
  }

  Drawing bridge(int index, String name) {
    link(index, name, "bridge");
    net =
        net.with(
            new BridgeKey(index),
            Attributes.none(ObjectKind.BRIDGE)
                .with(BridgeAttributes.VLAN_DEFAULT_PVID, 1L)
                .with(BridgeAttributes.VLAN_FILTERING, 0L)
                .with(BridgeAttributes.FORWARD_DELAY, 1500L));
    return this;
  }

  Drawing in(int port, int master) {
    net = net.with(new LinkKey(port), LinkAttributes.MASTER, (long) master);
    if (net.has(new BridgeKey(master))) {
      net =
          net.with(
              new PortKey(port), Attributes.none(ObjectKind.PORT).with(PortAttributes.STATE, 3L));
    }
    return this;
  }

  Drawing vlan(int port, int vlan, boolean pvid, boolean untagged) {
    net = net.with(new PortVlanKey(port, vlan), entry(pvid, untagged));
    return this;
  }

  static Attributes entry(boolean pvid, boolean untagged) {
    return Attributes.none(ObjectKind.PORT_VLAN)
        .with(PortVlanAttributes.PVID, pvid)
        .with(PortVlanAttributes.UNTAGGED, untagged);
  }

  /// The host's addresses of both families, with the routes that come of it in a table.
  Drawing reachedBy(int link, long table) {
    for (String[] one :
        new String[][] {
          {"10.0.0.1/24", "10.0.0.0/24", "0.0.0.0/0", "10.0.0.254"},
          {"2001:db8::1/64", "2001:db8::/64", "::/0", "2001:db8::fe"}
        }) {
      address(link, one[0]);
      route(one[1], link, Optional.empty(), table);
      route(one[2], link, Optional.of(one[3]), table);
    }
    return this;
  }

  Drawing address(int link, String prefix) {
    net =
        net.with(
            new AddressKey(link, Prefix.parse(prefix), Optional.empty()),
            Attributes.none(ObjectKind.ADDRESS));
    return this;
  }

  static RouteKey routeKey(String to, int link, Optional<String> gateway, long table) {
    Prefix destination = Prefix.parse(to);
    Prefix any = Prefix.everything(destination.family());
    return new RouteKey(
        new RouteGroup(table, destination, any, 0, 0),
        1,
        new Via.Leg(link, gateway.map(IpAddress::parse), false, RawOptions.NONE),
        0);
  }

  Drawing route(String to, int link, Optional<String> gateway, long table) {
    net = net.with(routeKey(to, link, gateway, table), Attributes.none(ObjectKind.ROUTE));
    return this;
  }

  /// What every host has: first the local table, then the main one.
  Drawing rules() {
    for (IpFamily family : IpFamily.values()) {
      rule(family, 0, RouteGroup.LOCAL, RawOptions.NONE);
      rule(family, 32766, MAIN, RawOptions.NONE);
    }
    return this;
  }

  /// The rule that the kernel makes with the first VRF (FRA_L3MDEV).
  Drawing domains() {
    for (IpFamily family : IpFamily.values()) {
      rule(family, 1000, 0, RawOptions.NONE.with(19, new byte[] {1}));
    }
    return this;
  }

  private void rule(IpFamily family, long priority, long table, RawOptions raw) {
    net =
        net.with(
            new RuleKey(family, priority, 0),
            Attributes.none(ObjectKind.RULE)
                .with(RuleAttributes.ACTION, 1L)
                .with(RuleAttributes.LOOKUP, table)
                .with(RuleAttributes.RAW, raw));
  }

  static <V> Network with(Network net, int link, Attribute<V> attribute, V value) {
    return net.with(new LinkKey(link), attribute, value);
  }
}
