package org.xnsh.command;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.Via;
import org.xnsh.transaction.EditRefused;

/// A route's words as `ip route` takes them; what is not said stays empty.
final class RouteWords {

  private static final String KNOWN =
      "via, dev, src, metric, table, proto, scope, onlink, pref, nhid, nexthop, mtu, advmss,"
          + " window, cwnd, initcwnd, initrwnd, hoplimit, quickack";

  /// RTN_* (rtnetlink.h).
  private static final Map<String, Integer> TYPES =
      Map.of(
          "unicast",
          1,
          "local",
          2,
          "broadcast",
          3,
          "anycast",
          4,
          "multicast",
          5,
          "blackhole",
          6,
          "unreachable",
          7,
          "prohibit",
          8,
          "throw",
          9);

  /// RTAX_* (rtnetlink.h).
  private static final Map<String, Integer> METRICS =
      Map.of(
          "mtu",
          2,
          "window",
          3,
          "cwnd",
          7,
          "advmss",
          8,
          "hoplimit",
          10,
          "initcwnd",
          11,
          "initrwnd",
          14,
          "quickack",
          15);

  private static final Map<String, Long> PREFERENCES = Map.of("medium", 0L, "high", 1L, "low", 3L);

  final Network network;
  Optional<Integer> type = Optional.empty();
  OptionalLong table = OptionalLong.empty();
  OptionalLong metric = OptionalLong.empty();
  OptionalLong nexthop = OptionalLong.empty();
  Optional<IpAddress> gateway = Optional.empty();
  int link;
  boolean onlink;
  final List<Leg> legs = new ArrayList<>();
  Attributes attributes = Attributes.none(ObjectKind.ROUTE);
  private @Nullable Prefix destination;
  private boolean isDefault;
  private Optional<IpFamily> only;
  private RawOptions metrics = RawOptions.NONE;

  /// One `nexthop`.
  record Leg(Optional<IpAddress> gateway, int link, boolean onlink, int weight) {}

  private RouteWords(Network network, Optional<IpFamily> only) {
    this.network = network;
    this.only = only;
  }

  static RouteWords read(Network network, List<String> words, Optional<IpFamily> only)
      throws EditRefused {
    RouteWords route = new RouteWords(network, only);
    WordReader reader = new WordReader(words);
    while (!reader.isDone()) {
      route.one(reader);
    }
    if (!route.metrics.isEmpty()) {
      route.attributes = route.attributes.with(RouteAttributes.METRICS, route.metrics);
    }
    return route;
  }

  private void one(WordReader words) throws EditRefused {
    if (words.take("via")) {
      words.take("inet", "inet6");
      gateway = Optional.of(words.address("via"));
    } else if (words.take("dev")) {
      link = words.link(network);
    } else if (words.take("onlink")) {
      onlink = true;
    } else if (words.take("table")) {
      table = OptionalLong.of(Numbered.table(words.next("table")));
    } else if (words.take("metric", "priority", "preference")) {
      metric = OptionalLong.of(words.number("metric", 0, 0xffff_ffffL));
    } else if (words.take("nhid")) {
      nexthop = OptionalLong.of(words.number("nhid", 1, 0xffff_ffffL));
    } else if (words.take("nexthop")) {
      leg(words);
    } else if (METRICS.containsKey(words.peek())) {
      metric(words);
    } else {
      attribute(words);
    }
  }

  private void attribute(WordReader words) throws EditRefused {
    if (words.take("src")) {
      attributes = attributes.with(RouteAttributes.PREFERRED_SOURCE, words.address("src"));
    } else if (words.take("proto", "protocol")) {
      long by = Numbered.protocol(words.next("proto"));
      attributes = attributes.with(RouteAttributes.PROTOCOL, by);
    } else if (words.take("scope")) {
      long scope = Numbered.scope(words.next("scope"));
      attributes = attributes.with(RouteAttributes.SCOPE, scope);
    } else if (words.take("pref")) {
      String word = words.next("pref");
      Long preference = PREFERENCES.get(word);
      if (preference == null) {
        throw WordReader.usage("pref is low, medium or high, not '" + word + "'", "");
      }
      attributes = attributes.with(RouteAttributes.PREFERENCE, preference);
    } else if (type.isEmpty() && destination == null && TYPES.containsKey(words.peek())) {
      type = Optional.ofNullable(TYPES.get(words.next("the type")));
    } else {
      destination(words);
    }
  }

  private void destination(WordReader words) throws EditRefused {
    words.take("to");
    if (destination != null || isDefault) {
      throw words.unknown("route", KNOWN);
    }
    if (words.take("default", "any")) {
      isDefault = true;
      return;
    }
    Prefix given = words.prefix("the destination");
    if (!given.equals(given.network())) {
      throw WordReader.usage(
          given + " has host bits behind its prefix", "type: " + given.network());
    }
    destination = given;
  }

  private void metric(WordReader words) throws EditRefused {
    String word = words.next("a metric");
    int number = METRICS.getOrDefault(word, 0);
    words.take("lock");
    ByteBuffer payload = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    payload.putInt((int) words.number(word, 0, 0xffff_ffffL));
    metrics = metrics.with(number, payload.array());
  }

  private void leg(WordReader words) throws EditRefused {
    Optional<IpAddress> via = Optional.empty();
    int dev = 0;
    boolean reachable = false;
    int weight = 1;
    while (!words.isDone() && !words.peek().equals("nexthop")) {
      if (words.take("via")) {
        words.take("inet", "inet6");
        via = Optional.of(words.address("via"));
      } else if (words.take("dev")) {
        dev = words.link(network);
      } else if (words.take("weight")) {
        weight = (int) words.number("weight", 1, 256);
      } else if (words.take("onlink")) {
        reachable = true;
      } else {
        throw words.unknown("nexthop", "via, dev, weight, onlink");
      }
    }
    legs.add(new Leg(via, dev, reachable, weight));
  }

  IpFamily family() {
    if (destination != null) {
      return destination.family();
    }
    return only.or(() -> gateway.map(IpAddress::family))
        .or(() ->
            legs.stream().flatMap(l -> l.gateway().stream()).findFirst().map(IpAddress::family))
        .orElse(IpFamily.IPV4);
  }

  Optional<Prefix> given() {
    return isDefault ? Optional.of(Prefix.everything(family())) : Optional.ofNullable(destination);
  }

  Prefix destination() throws EditRefused {
    return given()
        .orElseThrow(() -> WordReader.usage("no destination is given", "type default or a prefix"));
  }

  /// Where it leads, links found as the kernel finds them (`fib_check_nh`).
  Via via() throws EditRefused {
    if (nexthop.isPresent()) {
      return new Via.Nexthop(nexthop.getAsLong());
    }
    if (type.orElse(1) >= 6) {
      // an IPv6 route to nowhere leaves by lo (ip6_route_info_create)
      return family() == IpFamily.IPV6 ? Via.leg(1, Optional.empty()) : new Via.Nowhere();
    }
    if (!legs.isEmpty()) {
      List<Via.Weighted> all = new ArrayList<>();
      for (Leg leg : legs) {
        all.add(new Via.Weighted(leg(leg.gateway(), leg.link(), leg.onlink()), leg.weight()));
      }
      return all.size() == 1 ? all.getFirst().leg() : new Via.Multipath(all);
    }
    return leg(gateway, link, onlink);
  }

  private Via.Leg leg(Optional<IpAddress> via, int dev, boolean reachable) throws EditRefused {
    if (dev == 0 && via.isEmpty()) {
      throw WordReader.usage("a route needs a way", "add: via ADDRESS or dev LINK");
    }
    int out = dev;
    if (out == 0) {
      IpAddress next = via.orElseThrow();
      out =
          RouteLookup.link(network, next)
              .orElseThrow(() ->
                  WordReader.failed(
                      "no link leads to the gateway " + next,
                      "name it: via " + next + " dev LINK onlink"));
    }
    return new Via.Leg(out, via, reachable, RawOptions.NONE);
  }

  /// The type's name, empty for unicast.
  static String typeText(int type) {
    return TYPES.entrySet().stream()
        .filter(e -> e.getValue() == type && type != 1)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
