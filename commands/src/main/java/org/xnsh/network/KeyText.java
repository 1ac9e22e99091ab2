package org.xnsh.network;

import java.util.Optional;
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

/// Keys as text: the kind's word, then the parts with one blank between. Parts hold no blanks; an
/// absent one is `-`.
public final class KeyText {

  private KeyText() {}

  static String write(ObjectKey key) {
    String parts =
        switch (key) {
          case LinkKey k -> "" + k.index();
          case BridgeKey k -> "" + k.index();
          case PortKey k -> "" + k.index();
          case VifKey k -> "" + k.index();
          case PortVlanKey k -> k.index() + " " + k.vlan();
          case AddressKey k ->
              k.link() + " " + k.local() + " " + k.peer().map(IpAddress::toString).orElse("-");
          case RouteKey k ->
              k.group().table()
                  + " "
                  + k.group().destination()
                  + " "
                  + k.group().source()
                  + " "
                  + k.group().tos()
                  + " "
                  + k.group().metric()
                  + " "
                  + k.type()
                  + " "
                  + k.via().text()
                  + " "
                  + k.twin();
          case NexthopKey k -> "" + k.id();
          case RuleKey k -> k.family().number() + " " + k.priority() + " " + k.twin();
          case NeighbourKey k ->
              k.link() + " " + k.address() + " " + (k.proxy() ? "proxy" : "entry");
          case FdbKey k ->
              k.link() + " " + k.mac() + " " + k.vlan() + " " + (k.self() ? "self" : "master");
          case MdbKey k ->
              k.bridge()
                  + " "
                  + k.port()
                  + " "
                  + k.group()
                  + " "
                  + (k.source().isEmpty() ? "-" : k.source())
                  + " "
                  + k.vlan();
          case SysctlKey k -> k.link() + " " + k.path();
        };
    return key.kind().word() + " " + parts;
  }

  /// Throws [IllegalArgumentException] for a text that no key gives.
  public static ObjectKey parse(String text) {
    String[] p = text.split(" ", -1);
    return switch (p[0]) {
      case "link" -> new LinkKey(number(p[1]));
      case "bridge" -> new BridgeKey(number(p[1]));
      case "port" -> new PortKey(number(p[1]));
      case "vif" -> new VifKey(number(p[1]));
      case "vlan" -> new PortVlanKey(number(p[1]), number(p[2]));
      case "address" ->
          new AddressKey(
              number(p[1]),
              Prefix.parse(p[2]),
              p[3].equals("-") ? Optional.empty() : Optional.of(IpAddress.parse(p[3])));
      case "route" ->
          new RouteKey(
              new RouteGroup(
                  Long.parseLong(p[1]),
                  Prefix.parse(p[2]),
                  Prefix.parse(p[3]),
                  number(p[4]),
                  Long.parseLong(p[5])),
              number(p[6]),
              Via.parse(p[7]),
              number(p[8]));
      case "nexthop" -> new NexthopKey(Long.parseLong(p[1]));
      case "rule" -> new RuleKey(IpFamily.of(number(p[1])), Long.parseLong(p[2]), number(p[3]));
      case "neighbour" ->
          new NeighbourKey(number(p[1]), IpAddress.parse(p[2]), p[3].equals("proxy"));
      case "fdb" ->
          new FdbKey(number(p[1]), MacAddress.parse(p[2]), number(p[3]), p[4].equals("self"));
      case "mdb" ->
          new MdbKey(number(p[1]), number(p[2]), p[3], p[4].equals("-") ? "" : p[4], number(p[5]));
      case "sysctl" -> new SysctlKey(number(p[1]), p[2]);
      default -> throw new IllegalArgumentException("no object has the key " + text);
    };
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
