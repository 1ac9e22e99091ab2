package org.xnsh.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a route leads.
public sealed interface Via {

  /// Nowhere: blackhole, unreachable, prohibit, throw.
  record Nowhere() implements Via {}

  /// One next step.
  ///
  /// @param link ifindex that packets leave by
  /// @param gateway the next router; an IPv4 route may have an IPv6 one
  /// @param onlink the gateway counts as reachable though no route says so
  /// @param encapsulation RTA_ENCAP_TYPE and RTA_ENCAP as they came
  record Leg(int link, Optional<IpAddress> gateway, boolean onlink, RawOptions encapsulation)
      implements Via {}

  /// Several, chosen among by weight.
  record Multipath(List<Weighted> legs) implements Via {
    public Multipath {
      legs = List.copyOf(legs);
    }
  }

  /// @param weight 1 to 256
  record Weighted(Leg leg, int weight) {}

  /// A nexthop object.
  record Nexthop(long id) implements Via {}

  /// A plain leg.
  static Leg leg(int link, Optional<IpAddress> gateway) {
    return new Leg(link, gateway, false, RawOptions.NONE);
  }

  /// The links that packets leave by; none for a nexthop object, which knows its own.
  default Stream<Integer> links() {
    return switch (this) {
      case Nowhere _, Nexthop _ -> Stream.empty();
      case Leg leg -> Stream.of(leg.link());
      case Multipath paths -> paths.legs().stream().map(w -> w.leg().link());
    };
  }

  /// One word, no blanks: `dev:4`, `via:10.0.0.1,dev:4,onlink`, `nhid:7`, `nowhere`, legs joined by
  /// `|` with their weight after `*`.
  default String text() {
    return switch (this) {
      case Nowhere _ -> "nowhere";
      case Nexthop nexthop -> "nhid:" + nexthop.id();
      case Leg leg ->
          leg.gateway().map(g -> "via:" + g + ",").orElse("")
              + "dev:"
              + leg.link()
              + (leg.onlink() ? ",onlink" : "")
              + (leg.encapsulation().isEmpty()
                  ? ""
                  : ",encap:" + leg.encapsulation().toString().replace(',', ';'));
      case Multipath paths ->
          paths.legs().stream()
              .map(w -> w.leg().text() + "*" + w.weight())
              .collect(Collectors.joining("|"));
    };
  }

  /// Reads what [#text] wrote.
  static Via parse(String text) {
    if (text.equals("nowhere")) {
      return new Nowhere();
    }
    if (text.startsWith("nhid:")) {
      return new Nexthop(Long.parseLong(text.substring(5)));
    }
    if (text.indexOf('*') < 0) {
      return parseLeg(text);
    }
    List<Weighted> legs = new ArrayList<>();
    for (String leg : text.split("\\|", -1)) {
      int star = leg.indexOf('*');
      legs.add(
          new Weighted(
              parseLeg(leg.substring(0, star)), Integer.parseInt(leg.substring(star + 1))));
    }
    return new Multipath(legs);
  }

  private static Leg parseLeg(String text) {
    int link = 0;
    Optional<IpAddress> gateway = Optional.empty();
    boolean onlink = false;
    RawOptions encapsulation = RawOptions.NONE;
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      String value = part.substring(colon + 1);
      switch (colon < 0 ? part : part.substring(0, colon)) {
        case "via" -> gateway = Optional.of(IpAddress.parse(value));
        case "dev" -> link = Integer.parseInt(value);
        case "onlink" -> onlink = true;
        case "encap" -> encapsulation = RawOptions.parse(value.replace(';', ','));
        default -> throw new IllegalArgumentException("not a leg of a route: " + text);
      }
    }
    return new Leg(link, gateway, onlink, encapsulation);
  }
}
