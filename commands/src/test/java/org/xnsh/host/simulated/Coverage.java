package org.xnsh.host.simulated;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xnsh.change.Step;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.PortVlanAttributes;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.Via;

/// Which steps were drawn, which of them a kernel did, and which attributes they gave a value.
final class Coverage {

  private static final String VLAN = "needs a kernel with VLAN filtering";
  private static final String RAW = "the kernel has no such attribute without a name of ours";

  /// Attributes that somebody chooses and no sequence draws, with the reason.
  private static final Map<Attribute<?>, String> EXEMPT =
      Map.ofEntries(
          Map.entry(BridgeAttributes.VLAN_FILTERING, VLAN),
          Map.entry(BridgeAttributes.VLAN_PROTOCOL, VLAN),
          Map.entry(BridgeAttributes.VLAN_DEFAULT_PVID, VLAN),
          Map.entry(BridgeAttributes.VLAN_STATISTICS, VLAN),
          Map.entry(BridgeAttributes.VLAN_STATISTICS_PER_PORT, VLAN),
          Map.entry(PortVlanAttributes.PVID, VLAN),
          Map.entry(PortVlanAttributes.UNTAGGED, VLAN),
          Map.entry(BridgeAttributes.RAW, RAW),
          Map.entry(PortAttributes.RAW, RAW),
          Map.entry(AddressAttributes.RAW, RAW),
          Map.entry(NexthopAttributes.RAW, RAW),
          Map.entry(NeighbourAttributes.RAW, RAW),
          Map.entry(FdbAttributes.RAW, RAW),
          Map.entry(LinkAttributes.MAC_PINNED, "no request sets it: it comes with the address"),
          Map.entry(BridgeAttributes.MTU_PINNED, "no request sets it: it comes with the MTU"),
          Map.entry(LinkAttributes.PROTOCOL_DOWN, "neither a veth nor a bridge has it"),
          Map.entry(RouteAttributes.TTL_PROPAGATION, "MPLS only"),
          Map.entry(RouteAttributes.RAW, "needs a kernel with routing realms"));

  private static final String WITH_LINK = "comes, goes and changes with its link";
  private static final String XEN = "made by Xen's tools";
  private static final String SETTING = "a setting is there as long as its link; it is only set";

  /// Steps that no sequence draws, with the reason.
  private static final Map<String, String> EXEMPT_STEPS =
      Map.ofEntries(
          Map.entry("create " + ObjectKind.BRIDGE, WITH_LINK),
          Map.entry("delete " + ObjectKind.BRIDGE, WITH_LINK),
          Map.entry("create " + ObjectKind.PORT, WITH_LINK),
          Map.entry("delete " + ObjectKind.PORT, WITH_LINK),
          Map.entry("create " + ObjectKind.VIF, XEN),
          Map.entry("delete " + ObjectKind.VIF, XEN),
          Map.entry("set " + ObjectKind.VIF, XEN),
          Map.entry("create " + ObjectKind.PORT_VLAN, VLAN),
          Map.entry("delete " + ObjectKind.PORT_VLAN, VLAN),
          Map.entry("set " + ObjectKind.PORT_VLAN, VLAN),
          Map.entry("set " + ObjectKind.MDB, "an entry is taken away and made anew"),
          Map.entry("create " + ObjectKind.SYSCTL, SETTING),
          Map.entry("delete " + ObjectKind.SYSCTL, SETTING));

  private static final String NEXTHOP6 = "create an IPv6 nexthop";
  private static final String GROUP6 = "create a group of IPv6 nexthops";
  private static final String ROUTE6 = "create an IPv6 route by a nexthop object";
  private static final String NEIGHBOUR6 = "create an IPv6 neighbour";
  private static final String PROXY6 = "create an IPv6 proxy neighbour";
  private static final String LOSS6 = "delete an IPv6 address";
  private static final String UP6 = "up with IPv6";
  private static final String DOWN6 = "down with IPv6";
  private static final String MOVE6 = "a move with IPv6";
  private static final List<String> SIX =
      List.of(NEXTHOP6, GROUP6, ROUTE6, NEIGHBOUR6, PROXY6, LOSS6, UP6, DOWN6, MOVE6);

  private final Set<Attribute<?>> drawn = new HashSet<>();
  private final Set<String> steps = new TreeSet<>();

  /// A step that a kernel has done.
  ///
  /// @param six whether links have IPv6
  void done(Step step, boolean six) {
    if (six) {
      six(step);
    }
    done(step);
  }

  /// What happens to links that have IPv6, and to objects of IPv6.
  private void six(Step step) {
    switch (step) {
      case Step.Create s when s.key() instanceof NexthopKey ->
          steps.add(s.attributes().get(NexthopAttributes.GROUP).isPresent() ? GROUP6 : NEXTHOP6);
      case Step.Create s when s.key() instanceof NeighbourKey k ->
          steps.add(k.proxy() ? PROXY6 : NEIGHBOUR6);
      case Step.Create s when s.key() instanceof RouteKey k && k.via() instanceof Via.Nexthop ->
          steps.add(ROUTE6);
      case Step.Delete s when s.key() instanceof AddressKey -> steps.add(LOSS6);
      case Step.Set s when s.attribute().equals(LinkAttributes.UP) ->
          steps.add(s.value().equals(Optional.of(true)) ? UP6 : DOWN6);
      case Step.Set s when s.attribute().equals(LinkAttributes.MASTER) -> steps.add(MOVE6);
      case Step.Create _, Step.Delete _, Step.Set _, Step.Settle _ -> {}
    }
  }

  private void done(Step step) {
    switch (step) {
      case Step.Create s -> {
        steps.add("create " + s.key().kind());
        if (s.key().kind() == ObjectKind.ROUTE) {
          steps.add("place " + s.place());
        }
        has(s.attributes());
        s.peer().ifPresent(this::done);
      }
      case Step.Delete s -> steps.add("delete " + s.key().kind());
      case Step.Set s -> {
        steps.add("set " + s.key().kind());
        drawn.add(s.attribute());
      }
      case Step.Settle _ -> steps.add("settle");
    }
  }

  /// With what another lot of sequences drew.
  void add(Coverage other) {
    drawn.addAll(other.drawn);
    steps.addAll(other.steps);
  }

  private void has(Attributes attributes) {
    attributes.forEach((a, _) -> drawn.add(a));
  }

  void refused(Step step, int errno) {
    steps.add("refused " + step.key().kind() + " " + errno);
  }

  /// Attributes that should have been drawn.
  List<String> missing(ObjectKind... kinds) {
    return List.of(kinds).stream()
        .flatMap(k -> AttributeTable.of(k).attributes().stream())
        .filter(a -> a.standing().isRestored())
        .filter(a -> !drawn.contains(a) && !EXEMPT.containsKey(a))
        .map(Attribute::toString)
        .toList();
  }

  /// Steps that a kernel should have done, and exemptions that are none.
  List<String> missingSteps() {
    Stream<String> kinds =
        Arrays.stream(ObjectKind.values())
            .flatMap(k -> Stream.of("create " + k, "set " + k, "delete " + k));
    Stream<String> places = Arrays.stream(Step.Place.values()).map(p -> "place " + p);
    return Stream.of(kinds, places, Stream.of("settle"), SIX.stream())
        .flatMap(s -> s)
        .filter(s -> steps.contains(s) == EXEMPT_STEPS.containsKey(s))
        .toList();
  }

  @Override
  public String toString() {
    return steps + " without " + missing(ObjectKind.values()) + missingSteps();
  }
}
