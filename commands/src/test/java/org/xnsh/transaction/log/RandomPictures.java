package org.xnsh.transaction.log;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
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
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.ValueType;
import org.xnsh.network.Via;

/// Pictures with objects of every kind and any value, possible on a kernel or not.
record RandomPictures(Random random) {

  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "a = b -> c",
          "\"quoted\\\"",
          "line\nline\r\t\0",
          "\u00a0\u2028ü\ud83d\ude00");

  Network network() {
    Network network = Network.EMPTY;
    for (ObjectKind kind : ObjectKind.values()) {
      for (int i = random.nextInt(4); i > 0; i--) {
        ObjectKey key = key(kind);
        network = network.with(key, attributes(Attributes.none(kind), 0.7));
      }
    }
    return network;
  }

  /// The same with other values, without some and with others.
  Network altered(Network network) {
    Network changed = network;
    for (ObjectKey key : network.keys()) {
      if (random.nextInt(4) == 0) {
        changed = changed.without(key);
      } else {
        changed = changed.with(key, attributes(network.get(key), 0.5));
      }
    }
    return changed;
  }

  private Attributes attributes(Attributes base, double share) {
    Attributes result = base;
    for (Attribute<?> attribute : AttributeTable.of(base.of()).attributes()) {
      if (random.nextDouble() < share) {
        Optional<?> value =
            random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value(attribute.type()));
        result = result.withAny(attribute, value);
      }
    }
    return result;
  }

  private Object value(ValueType<?> type) {
    if (type == ValueType.FLAG) {
      return random.nextBoolean();
    } else if (type == ValueType.NUMBER) {
      return random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100);
    } else if (type == ValueType.DEADLINE) {
      // those that lie close together are the same, read at two moments
      return 60L * random.nextInt(1000);
    } else if (type == ValueType.TEXT) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    } else if (type == ValueType.NAME) {
      return List.of(new LinkName("vif3.0"), new LinkName("a=b"), new LinkName("ü%"))
          .get(random.nextInt(3));
    } else if (type == ValueType.MAC) {
      return mac();
    } else if (type == ValueType.IP) {
      return ip();
    } else if (type == ValueType.PREFIX) {
      return prefix();
    } else if (type == ValueType.NAMES) {
      return random.nextBoolean() ? List.of() : List.of("enp0s1", "a\"b,c=d");
    } else if (type == ValueType.RAW) {
      return raw();
    }
    throw new AssertionError("no value is drawn for " + type.name());
  }

  private RawOptions raw() {
    RawOptions raw = RawOptions.NONE;
    for (int i = random.nextInt(3); i > 0; i--) {
      byte[] payload = new byte[random.nextInt(5)];
      random.nextBytes(payload);
      raw = raw.with(random.nextInt(70), payload);
    }
    return raw;
  }

  private MacAddress mac() {
    return MacAddress.parse("02:00:00:00:00:%02x".formatted(random.nextInt(256)));
  }

  private IpAddress ip() {
    return random.nextBoolean()
        ? IpAddress.parse("10.0.0." + random.nextInt(4))
        : IpAddress.parse("2001:db8::" + random.nextInt(4));
  }

  private Prefix prefix() {
    return random.nextBoolean()
        ? Prefix.parse("10." + random.nextInt(4) + ".0.0/16")
        : Prefix.parse("2001:db8::" + random.nextInt(4) + "/64");
  }

  private int link() {
    return 1 + random.nextInt(9);
  }

  private ObjectKey key(ObjectKind kind) {
    return switch (kind) {
      case LINK -> new LinkKey(random.nextBoolean() ? link() : -link());
      case BRIDGE -> new BridgeKey(link());
      case PORT -> new PortKey(link());
      case PORT_VLAN -> new PortVlanKey(link(), random.nextInt(4095));
      case VIF -> new VifKey(link());
      case ADDRESS ->
          new AddressKey(
              1 + random.nextInt(2),
              prefix(),
              random.nextBoolean() ? Optional.of(ip()) : Optional.empty());
      case ROUTE -> route();
      case NEXTHOP -> new NexthopKey(1 + random.nextInt(100));
      case RULE -> new RuleKey(IpFamily.IPV4, random.nextInt(32768), random.nextInt(2));
      case NEIGHBOUR -> new NeighbourKey(link(), ip(), random.nextBoolean());
      case FDB -> new FdbKey(link(), mac(), random.nextInt(2), random.nextBoolean());
      case MDB ->
          new MdbKey(
              link(),
              link(),
              "239.0.0." + random.nextInt(9),
              random.nextBoolean() ? "" : "10.0.0.1",
              random.nextInt(2));
      case SYSCTL ->
          new SysctlKey(random.nextInt(3), "net/ipv4/conf/*/rp_filter" + random.nextInt(4));
    };
  }

  private RouteKey route() {
    boolean four = random.nextBoolean();
    RouteGroup group =
        four
            ? new RouteGroup(254, Prefix.parse("10.0.0.0/8"), Prefix.parse("0.0.0.0/0"), 0, 0)
            : new RouteGroup(254, Prefix.parse("2001:db8::/32"), Prefix.parse("::/0"), 0, 1024);
    IpAddress gateway = IpAddress.parse(four ? "10.0.0.1" : "2001:db8::1");
    Via.Leg leg = new Via.Leg(link(), Optional.of(gateway), random.nextBoolean(), raw());
    List<Via> ways =
        List.of(
            leg,
            new Via.Leg(link(), Optional.empty(), false, RawOptions.NONE),
            new Via.Nowhere(),
            new Via.Nexthop(7),
            new Via.Multipath(
                List.of(new Via.Weighted(leg, 1), new Via.Weighted(leg, 1 + random.nextInt(9)))));
    return new RouteKey(group, 1, ways.get(random.nextInt(ways.size())), random.nextInt(2));
  }
}
