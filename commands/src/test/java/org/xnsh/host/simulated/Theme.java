package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.Network;

/// What a sequence is mostly about. Side effects need several steps about the same objects, which
/// an even mixture of everything seldom gives.
enum Theme {
  LINKS(false, LINK_STEPS(), LINK_STEPS(), List.of(BridgeDrawing::port, AddressDrawing::of4)),
  BRIDGES(
      false,
      List.of(BridgeDrawing::option, BridgeDrawing::port, BridgeDrawing::backup),
      MOVES(),
      List.of(EntryDrawing::forwarding, LinkDrawing::deletion)),
  SPANNING_TREE(
      false,
      List.of(BridgeDrawing::spanningTree),
      List.of(BridgeDrawing::option, BridgeDrawing::port),
      MOVES()),
  IPV4(
      false,
      List.of(AddressDrawing::of4, RouteDrawing::of4),
      List.of(AddressDrawing::of4, RouteDrawing::of4),
      MOVES()),
  IPV6(true, List.of(AddressDrawing::of6, AddressDrawing::of6, RouteDrawing::of6)),
  MOVES6(true, List.of(AddressDrawing::of6, RouteDrawing::of6, EntryDrawing::neighbour6), MOVES()),
  NEXTHOPS6(
      true,
      List.of(NexthopDrawing::any6),
      List.of(RouteDrawing::of6, AddressDrawing::of6),
      MOVES()),
  NEXTHOPS(
      false,
      List.of(NexthopDrawing::any),
      List.of(RouteDrawing::of4, AddressDrawing::of4),
      MOVES()),
  ENTRIES(
      false,
      List.of(EntryDrawing::neighbour, EntryDrawing::forwarding, EntryDrawing::multicast),
      List.of(EntryDrawing::multicast, BridgeDrawing::option),
      MOVES()),
  SETTINGS(
      false,
      List.of(SettingDrawing::rule),
      List.of(SettingDrawing::ofALink, SettingDrawing::ofTheHost),
      List.of(AddressDrawing::of4),
      MOVES());

  private final boolean version6;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<List<Drawing>> parts;

  @SafeVarargs
  @SuppressWarnings("varargs") // the lists are only read
  Theme(boolean version6, List<Drawing>... parts) {
    this.version6 = version6;
    this.parts = List.of(parts);
  }

  private static List<Drawing> LINK_STEPS() {
    return List.of(
        LinkDrawing::option,
        LinkDrawing::option,
        LinkDrawing::upOrDown,
        LinkDrawing::master,
        LinkDrawing::creation,
        LinkDrawing::deletion,
        LinkDrawing::settling,
        EntryDrawing::absent);
  }

  private static List<Drawing> MOVES() {
    return List.of(
        LinkDrawing::upOrDown, LinkDrawing::upOrDown, LinkDrawing::master, LinkDrawing::option);
  }

  /// Whether links have IPv6.
  boolean version6() {
    return version6;
  }

  Step draw(Dice dice, Network net) {
    Optional<? extends Step> step = Optional.empty();
    while (step.isEmpty()) {
      step = dice.one(dice.one(parts)).draw(dice, net);
    }
    return step.get();
  }
}
