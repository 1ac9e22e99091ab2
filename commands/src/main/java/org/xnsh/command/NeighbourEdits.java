package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Pictures with a permanent or proxy neighbour, or a static forwarding entry, more or less.
final class NeighbourEdits {

  private static final long PERMANENT = 128;
  private static final long NOARP = 64;
  private static final long PROXY = 8;
  private static final long ROUTER = 128;
  private static final long SELF = 2;
  private static final long MASTER = 4;
  private static final long STICKY = 64;

  private record Given(NeighbourKey key, Attributes attributes) {}

  private NeighbourEdits() {}

  static Network add(Network network, List<String> words, boolean replace) throws EditRefused {
    Given given = read(network, words);
    if (!given.key().proxy() && given.attributes().get(NeighbourAttributes.MAC).isEmpty()) {
      throw WordReader.usage("a neighbour needs its MAC address", "add: lladdr MAC, or use proxy");
    }
    exists(network, given.key(), replace, "neighbour " + given.key().address());
    return network.with(given.key(), given.attributes());
  }

  static Network delete(Network network, List<String> words) throws EditRefused {
    Given given = read(network, words);
    return without(network, given.key(), "permanent neighbour " + given.key().address());
  }

  private static Given read(Network network, List<String> words) throws EditRefused {
    WordReader reader = new WordReader(words);
    Attributes is = Attributes.none(ObjectKind.NEIGHBOUR);
    Optional<IpAddress> address = Optional.empty();
    long state = PERMANENT;
    long flags = 0;
    int link = 0;
    while (!reader.isDone()) {
      if (reader.take("dev")) {
        link = reader.link(network);
      } else if (reader.take("lladdr")) {
        is = is.with(NeighbourAttributes.MAC, reader.mac("lladdr"));
      } else if (reader.take("proxy")) {
        flags |= PROXY;
        address = Optional.of(reader.address("proxy"));
      } else if (reader.take("router")) {
        flags |= ROUTER;
      } else if (reader.take("nud")) {
        state = state(reader.next("nud"));
      } else if (reader.take("permanent")) {
        state = PERMANENT;
      } else if (reader.take("proto", "protocol")) {
        is = is.with(NeighbourAttributes.PROTOCOL, Numbered.protocol(reader.next("proto")));
      } else {
        reader.take("to");
        if (address.isPresent()) {
          throw reader.unknown("neighbour", "dev, lladdr, nud, proxy, router, proto");
        }
        address = Optional.of(reader.address("the neighbour's address"));
      }
    }
    if (address.isEmpty() || link == 0) {
      throw WordReader.usage(
          "a neighbour has an address and a link", "type: ADDRESS lladdr MAC dev LINK");
    }
    boolean proxy = (flags & PROXY) != 0;
    is = is.with(NeighbourAttributes.FLAGS, flags);
    is = is.with(NeighbourAttributes.STATE, proxy ? 0L : state);
    return new Given(new NeighbourKey(link, address.get(), proxy), is);
  }

  private static long state(String word) throws EditRefused {
    return switch (word) {
      case "permanent" -> PERMANENT;
      case "noarp" -> NOARP;
      default ->
          throw WordReader.usage(
              "only entries that stay can be made here, not '" + word + "'",
              "known are: permanent, noarp");
    };
  }

  /// `MAC dev PORT [master|self] [static|permanent] [vlan N] [sticky]`. Unlike `bridge fdb`, whose
  /// default is the port's own list, an entry is the bridge's: that is what forwards.
  static Network forward(Network network, List<String> words, boolean add, boolean replace)
      throws EditRefused {
    WordReader reader = new WordReader(words);
    MacAddress mac = reader.mac("the entry's MAC address");
    long state = NOARP;
    long extra = 0;
    boolean self = false;
    int vlan = 0;
    int link = 0;
    while (!reader.isDone()) {
      if (reader.take("dev")) {
        link = reader.link(network);
      } else if (reader.take("static")) {
        state = NOARP;
      } else if (reader.take("permanent", "local")) {
        state = PERMANENT;
      } else if (reader.take("self")) {
        self = true;
      } else if (reader.take("master")) {
        self = false;
      } else if (reader.take("sticky")) {
        extra = STICKY;
      } else if (reader.take("vlan")) {
        vlan = (int) reader.number("vlan", 1, 4094);
      } else {
        throw reader.unknown("fdb", "dev, master, self, static, permanent, vlan, sticky");
      }
    }
    if (link == 0) {
      throw WordReader.usage("no port is named", "end the line with: dev PORT");
    }
    boolean bridge = PortEdits.isBridge(network, link);
    if (!bridge && !self && PortEdits.master(network, link) == 0) {
      throw WordReader.failed(network.nameOf(link) + " is a port of no bridge", "");
    }
    FdbKey key = new FdbKey(link, mac, vlan, self && !bridge);
    if (!add) {
      return without(network, key, "static entry " + mac + " on " + network.nameOf(link));
    }
    exists(network, key, replace, "entry " + mac);
    Attributes is = Attributes.none(ObjectKind.FDB);
    is = is.with(FdbAttributes.STATE, bridge || self ? PERMANENT : state);
    return network.with(
        key, is.with(FdbAttributes.FLAGS, extra | (bridge || self ? SELF : MASTER)));
  }

  private static void exists(Network network, ObjectKey key, boolean replace, String what)
      throws EditRefused {
    if (!replace && network.has(key)) {
      throw WordReader.failed("the " + what + " exists already", "use replace instead of add");
    }
  }

  private static Network without(Network network, ObjectKey key, String what) throws EditRefused {
    if (!network.has(key)) {
      throw new EditRefused(Reason.NOT_FOUND, "there is no " + what, "");
    }
    return network.without(key);
  }
}
