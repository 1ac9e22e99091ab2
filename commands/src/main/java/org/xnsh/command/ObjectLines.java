package org.xnsh.command;

import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;
import org.xnsh.network.Via;

/// Lines that make or take away what is no link: addresses, routes, rules, nexthops and neighbours.
final class ObjectLines {

  private static final int UNICAST = 1;
  private static final String[] TYPES = {
    "", "", "local", "", "", "", "blackhole", "unreachable", "prohibit", "throw"
  };
  private static final long INVERTED = 2;
  private static final long DEFAULT_METRIC_6 = 1024;

  private ObjectLines() {}

  static Optional<String> create(Create step, Network now) {
    Attributes is = step.attributes();
    return switch (step.key()) {
      case AddressKey k when isPlain(is, AddressAttributes.RAW) && hasNoDeadline(is) ->
          Optional.of("address add " + address(k, now) + addressed(k, is, now));
      case RouteKey k when isPlain(is, RouteAttributes.RAW) && isSaid(k, is) ->
          Optional.of("route " + verb(step.place()) + " " + route(k, is, now));
      case RuleKey k -> rule(k, is).map(w -> "rule add " + w);
      case NexthopKey k when isPlain(is, NexthopAttributes.RAW) ->
          Optional.of("nexthop add id " + k.id() + nexthop(is, now));
      case NeighbourKey k when isPlain(is, NeighbourAttributes.RAW) ->
          Optional.of(
              "neighbour add "
                  + neighbour(k, now)
                  + is.get(NeighbourAttributes.MAC).map(m -> " lladdr " + m).orElse(""));
      case FdbKey k when isPlain(is, FdbAttributes.RAW) ->
          Optional.of("fdb add " + forwarding(k, now) + " static");
      case ObjectKey _ -> Optional.empty();
    };
  }

  static Optional<String> delete(Delete step, Network now) {
    return switch (step.key()) {
      case AddressKey k -> Optional.of("address delete " + address(k, now));
      case RouteKey k when !(k.via() instanceof Via.Multipath) ->
          Optional.of("route delete " + place(k) + via(k.via(), now));
      case RuleKey k -> rule(k, step.attributes()).map(w -> "rule delete " + w);
      case NexthopKey k -> Optional.of("nexthop delete id " + k.id());
      case NeighbourKey k -> Optional.of("neighbour delete " + neighbour(k, now));
      case FdbKey k -> Optional.of("fdb delete " + forwarding(k, now));
      case ObjectKey _ -> Optional.empty();
    };
  }

  private static boolean isPlain(Attributes is, Attribute<RawOptions> raw) {
    return is.get(raw, RawOptions.NONE).isEmpty();
  }

  private static boolean hasNoDeadline(Attributes is) {
    return is.get(AddressAttributes.VALID_UNTIL).isEmpty()
        && is.get(AddressAttributes.PREFERRED_UNTIL).isEmpty();
  }

  private static String link(int index, Network now) {
    return StepLines.quoted(now.nameOf(index));
  }

  private static String address(AddressKey key, Network now) {
    String local = key.peer().isPresent() ? "" + key.local().address() : "" + key.local();
    String peer = key.peer().map(p -> " peer " + p + "/" + key.local().length()).orElse("");
    return local + peer + " dev " + link(key.link(), now);
  }

  private static String addressed(AddressKey key, Attributes is, Network now) {
    StringBuilder words = new StringBuilder();
    is.get(AddressAttributes.BROADCAST).ifPresent(b -> words.append(" brd ").append(b));
    String label = is.text(AddressAttributes.LABEL);
    if (!label.isEmpty() && !label.equals(now.nameOf(key.link()))) {
      words.append(" label ").append(StepLines.quoted(label));
    }
    long scope = is.number(AddressAttributes.SCOPE);
    words.append(scope == 0 ? "" : " scope " + scope);
    long metric = is.number(AddressAttributes.METRIC);
    words.append(metric == 0 ? "" : " metric " + metric);
    words.append(is.isOn(AddressAttributes.NO_DAD) ? " nodad" : "");
    words.append(is.isOn(AddressAttributes.HOME) ? " home" : "");
    words.append(is.isOn(AddressAttributes.MANAGE_TEMPORARY) ? " mngtmpaddr" : "");
    words.append(is.isOn(AddressAttributes.NO_PREFIX_ROUTE) ? " noprefixroute" : "");
    words.append(is.isOn(AddressAttributes.AUTOJOIN) ? " autojoin" : "");
    return words.toString();
  }

  private static String verb(Step.Place place) {
    return switch (place) {
      case ALONE -> "add";
      case FIRST -> "prepend";
      case LAST -> "append";
    };
  }

  private static boolean isSaid(RouteKey key, Attributes is) {
    return is.get(RouteAttributes.METRICS, RawOptions.NONE).isEmpty()
        && key.group().source().length() == 0
        && key.group().tos() == 0
        && (key.type() == UNICAST || !word(key).isEmpty());
  }

  private static String word(RouteKey key) {
    return key.type() < TYPES.length ? TYPES[key.type()] : "";
  }

  /// What names a route among the others.
  private static String place(RouteKey key) {
    RouteGroup group = key.group();
    boolean isDefault = group.destination().length() == 0;
    boolean six = group.family() == IpFamily.IPV6;
    String to = isDefault && !six ? "default" : "" + group.destination();
    String metric =
        group.metric() == (six ? DEFAULT_METRIC_6 : 0) ? "" : " metric " + group.metric();
    String table = group.table() == RouteGroup.MAIN ? "" : " table " + group.table();
    return (word(key).isEmpty() ? "" : word(key) + " ") + to + metric + table;
  }

  private static String via(Via via, Network now) {
    return switch (via) {
      case Via.Nowhere _ -> "";
      case Via.Nexthop hop -> " nhid " + hop.id();
      case Via.Leg leg -> leg(leg, now);
      case Via.Multipath several -> {
        StringBuilder words = new StringBuilder();
        several
            .legs()
            .forEach(w ->
                words
                    .append(" nexthop")
                    .append(leg(w.leg(), now))
                    .append(" weight ")
                    .append(w.weight()));
        yield words.toString();
      }
    };
  }

  private static String leg(Via.Leg leg, Network now) {
    return leg.gateway().map(g -> " via " + g).orElse("")
        + " dev "
        + link(leg.link(), now)
        + (leg.onlink() ? " onlink" : "");
  }

  private static String route(RouteKey key, Attributes is, Network now) {
    StringBuilder words = new StringBuilder(place(key));
    is.get(RouteAttributes.PREFERRED_SOURCE).ifPresent(s -> words.append(" src ").append(s));
    is.get(RouteAttributes.PROTOCOL).ifPresent(p -> words.append(" proto ").append(p));
    if (key.group().family() == IpFamily.IPV4 && !(key.via() instanceof Via.Nowhere)) {
      is.get(RouteAttributes.SCOPE).ifPresent(s -> words.append(" scope ").append(s));
    }
    // behind the first nexthop no other word is taken
    return words.append(via(key.via(), now)).toString();
  }

  /// `all` tells the family of a rule that names no prefix.
  private static Optional<String> rule(RuleKey key, Attributes is) {
    long action = is.number(RuleAttributes.ACTION);
    boolean isSaid =
        (action == 1 || (action >= 6 && action <= 8))
            && is.get(RuleAttributes.RAW, RawOptions.NONE).isEmpty();
    boolean namesFamily =
        key.family() == IpFamily.IPV4
            || is.get(RuleAttributes.SOURCE).isPresent()
            || is.get(RuleAttributes.DESTINATION).isPresent();
    if (!isSaid || !namesFamily) {
      return Optional.empty();
    }
    StringBuilder words = new StringBuilder("priority " + key.priority());
    words.append((is.number(RuleAttributes.FLAGS) & INVERTED) != 0 ? " not" : "");
    is.get(RuleAttributes.SOURCE).ifPresent(p -> words.append(" from ").append(p));
    is.get(RuleAttributes.DESTINATION).ifPresent(p -> words.append(" to ").append(p));
    is.get(RuleAttributes.TOS).ifPresent(t -> words.append(" tos ").append(t));
    is.get(RuleAttributes.INPUT_LINK)
        .ifPresent(l -> words.append(" iif ").append(StepLines.quoted(l)));
    is.get(RuleAttributes.OUTPUT_LINK)
        .ifPresent(l -> words.append(" oif ").append(StepLines.quoted(l)));
    is.get(RuleAttributes.MARK)
        .ifPresent(m ->
            words
                .append(" fwmark ")
                .append(m)
                .append('/')
                .append(is.get(RuleAttributes.MARK_MASK, 0xffff_ffffL)));
    words.append(
        action == 1 ? " table " + is.number(RuleAttributes.LOOKUP) : " " + TYPES[(int) action]);
    is.get(RuleAttributes.PROTOCOL).ifPresent(p -> words.append(" proto ").append(p));
    return Optional.of(words.toString());
  }

  private static String nexthop(Attributes is, Network now) {
    StringBuilder words = new StringBuilder();
    is.get(NexthopAttributes.GATEWAY).ifPresent(g -> words.append(" via ").append(g));
    boolean blackhole = is.isOn(NexthopAttributes.BLACKHOLE);
    words.append(blackhole ? " blackhole" : "");
    is.get(NexthopAttributes.DEVICE)
        .filter(_ -> !blackhole)
        .ifPresent(d -> words.append(" dev ").append(link(d.intValue(), now)));
    words.append(is.isOn(NexthopAttributes.ONLINK) ? " onlink" : "");
    is.get(NexthopAttributes.GROUP).ifPresent(g -> words.append(" group ").append(g));
    is.get(NexthopAttributes.PROTOCOL)
        .filter(p -> p != 0)
        .ifPresent(p -> words.append(" proto ").append(p));
    return words.toString();
  }

  private static String neighbour(NeighbourKey key, Network now) {
    return (key.proxy() ? "proxy " : "") + key.address() + " dev " + link(key.link(), now);
  }

  private static String forwarding(FdbKey key, Network now) {
    return key.mac()
        + " dev "
        + link(key.link(), now)
        + (key.self() ? " self" : " master")
        + (key.vlan() == 0 ? "" : " vlan " + key.vlan());
  }
}
