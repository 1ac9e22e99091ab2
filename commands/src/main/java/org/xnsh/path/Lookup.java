package org.xnsh.path;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;

/// Which route packets of this host take (fib_lookup, fib6_rule_lookup): rules by priority, in each
/// table the longest prefix, then the lowest metric, then the order.
public final class Lookup {

  private static final int BLACKHOLE = 6;
  private static final int UNREACHABLE = 7;
  private static final int PROHIBIT = 8;
  private static final int THROW = 9;

  private static final long LOOK_UP = 1;
  private static final long GOTO = 2;
  private static final long INVERTED = 2;

  /// FRA_GOTO, FRA_SUPPRESS_PREFIXLEN and FRA_L3MDEV of include/uapi/linux/fib_rules.h.
  private static final int TARGET = 4;

  private static final int SUPPRESS_LENGTH = 14;
  private static final int OF_DOMAIN = 19;

  /// What came of it.
  public sealed interface Answer {
    record Route(RouteKey key) implements Answer {}

    /// A rule or a route says no.
    record Denied(String how) implements Answer {}

    record None() implements Answer {}
  }

  private final Network net;
  private final IpAddress to;
  private final IpAddress from;
  private final OptionalInt link;
  private final OptionalInt vrf;

  private Lookup(Network net, IpAddress to, IpAddress from, OptionalInt link, OptionalInt vrf) {
    this.net = net;
    this.to = to;
    this.from = from;
    this.link = link;
    this.vrf = vrf;
  }

  /// What packets from any socket take.
  public static Answer of(Network net, IpAddress to, IpAddress from) {
    return of(net, to, from, OptionalInt.empty(), OptionalInt.empty());
  }

  /// @param link the link that a link-local destination is on
  /// @param vrf the routing domain of the socket
  static Answer of(Network net, IpAddress to, IpAddress from, OptionalInt link, OptionalInt vrf) {
    return new Lookup(net, to, from, link, vrf).answer();
  }

  private Answer answer() {
    long least = 0;
    for (RuleKey key : net.rules(to.family())) {
      Attributes rule = net.get(key);
      if (key.priority() < least || !fits(rule)) {
        continue;
      }
      long action = rule.number(RuleAttributes.ACTION);
      if (action == LOOK_UP) {
        Optional<RouteKey> route = inTable(table(rule));
        if (route.isPresent() && route.get().type() != THROW && !isSuppressed(rule, route.get())) {
          return answer(route.get());
        }
      } else if (action == GOTO) {
        least = number(rule, TARGET).orElse(0);
      } else if (action >= BLACKHOLE && action <= PROHIBIT) {
        return new Answer.Denied("rule " + key.priority() + " (" + word((int) action) + ")");
      }
    }
    return new Answer.None();
  }

  private static Answer answer(RouteKey route) {
    return route.type() >= BLACKHOLE && route.type() <= PROHIBIT
        ? new Answer.Denied(
            "the " + word(route.type()) + " route " + route.group().destination().network())
        : new Answer.Route(route);
  }

  private static String word(int type) {
    return switch (type) {
      case BLACKHOLE -> "blackhole";
      case UNREACHABLE -> "unreachable";
      default -> "prohibit";
    };
  }

  /// Packets of a socket that is bound to no link and has no mark: they come in by `lo`.
  private boolean fits(Attributes rule) {
    boolean fits =
        rule.get(RuleAttributes.SOURCE).filter(p -> !p.contains(from)).isEmpty()
            && rule.get(RuleAttributes.DESTINATION).filter(p -> !p.contains(to)).isEmpty()
            && (rule.text(RuleAttributes.INPUT_LINK).isEmpty()
                || rule.text(RuleAttributes.INPUT_LINK).equals("lo"))
            && isOutput(rule.text(RuleAttributes.OUTPUT_LINK))
            && rule.number(RuleAttributes.TOS) == 0
            && rule.number(RuleAttributes.MARK) == 0
            && isUnderstood(rule);
    return (rule.number(RuleAttributes.FLAGS) & INVERTED) != 0 ? !fits : fits;
  }

  /// What a socket of a VRF sends leaves by the VRF's own link first.
  private boolean isOutput(String name) {
    return name.isEmpty() || vrf.isPresent() && net.nameOf(vrf.getAsInt()).equals(name);
  }

  private static boolean isOfDomain(Attributes rule) {
    return rule.get(RuleAttributes.RAW, RawOptions.NONE).payloads().containsKey(OF_DOMAIN);
  }

  /// The rule that all VRFs share names no table: each has its own.
  private long table(Attributes rule) {
    return isOfDomain(rule) ? Vrf.table(net, vrf).orElse(0) : rule.number(RuleAttributes.LOOKUP);
  }

  /// A rule for ports or users may fit or not; it is passed over in both pictures alike.
  private boolean isUnderstood(Attributes rule) {
    return rule.get(RuleAttributes.RAW, RawOptions.NONE).payloads().keySet().stream()
        .allMatch(type ->
            type == TARGET || type == SUPPRESS_LENGTH || type == OF_DOMAIN && vrf.isPresent());
  }

  private boolean isSuppressed(Attributes rule, RouteKey route) {
    OptionalInt most = number(rule, SUPPRESS_LENGTH);
    return most.isPresent() && route.group().destination().length() <= most.getAsInt();
  }

  private static OptionalInt number(Attributes rule, int type) {
    byte[] bytes = rule.get(RuleAttributes.RAW, RawOptions.NONE).bytes().get(type);
    return bytes == null || bytes.length != Integer.BYTES
        ? OptionalInt.empty()
        : OptionalInt.of(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt());
  }

  private Optional<RouteKey> inTable(long table) {
    return net.routeGroups().stream()
        .filter(g -> g.table() == table && g.tos() == 0 && g.destination().contains(to))
        .filter(g -> g.source().length() == 0 || g.source().contains(from))
        .sorted(
            Comparator.comparingInt((RouteGroup g) -> -g.destination().length())
                .thenComparingInt(g -> -g.source().length())
                .thenComparingLong(RouteGroup::metric))
        .flatMap(g -> net.routes(g).stream())
        .filter(this::isUsable)
        .findFirst();
  }

  private boolean isUsable(RouteKey route) {
    if (link.isPresent() && route.via().links().noneMatch(l -> l == link.getAsInt())) {
      return false;
    }
    return isOfVrf(route) && Leg.isAlive(net, route);
  }

  /// A socket of a VRF leaves by links of its own, or by whatever the VRF's table says.
  private boolean isOfVrf(RouteKey route) {
    return vrf.isEmpty()
        || Vrf.table(net, vrf).equals(OptionalInt.of((int) route.group().table()))
        || route.via().links().allMatch(l -> Vrf.of(net, l).equals(vrf));
  }
}
