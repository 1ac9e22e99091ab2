package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

/// Steps about links of any kind.
final class LinkDrawing {

  private static final List<String> NAMES = List.of("va", "br0", "new0", "new1", "new2", "new3");

  private static final Choices OPTIONS =
      new Choices(ObjectKind.LINK)
          .of(LinkAttributes.NAME, new LinkName("va"), new LinkName("new1"), new LinkName("new4"))
          .of(
              LinkAttributes.ALTERNATIVE_NAMES,
              List.of("other"),
              List.of("other", "and-a-longer-one"),
              List.of("va"))
          .orNone(LinkAttributes.ALTERNATIVE_NAMES)
          .of(
              LinkAttributes.MAC,
              MacAddress.parse("02:00:00:00:00:05"),
              MacAddress.parse("02:00:00:00:01:00"),
              MacAddress.parse("fe:ff:ff:ff:ff:ff"),
              MacAddress.parse("01:00:00:00:00:05"),
              MacAddress.ZERO)
          .of(LinkAttributes.MTU, 60L, 68L, 1279L, 1400L, 1500L, 9000L, 65535L, 65536L)
          .flags(
              List.of(
                  LinkAttributes.ARP,
                  LinkAttributes.MULTICAST,
                  LinkAttributes.ALL_MULTICAST,
                  LinkAttributes.PROMISCUOUS,
                  LinkAttributes.DYNAMIC,
                  LinkAttributes.PROTOCOL_DOWN))
          .of(LinkAttributes.ALIAS, "the blue cable", "x")
          .orNone(LinkAttributes.ALIAS)
          .of(LinkAttributes.GROUP, 0L, 7L)
          .of(LinkAttributes.QUEUE_LENGTH, 0L, 500L)
          .of(LinkAttributes.ADDRESS_GENERATION, 0L, 1L, 4L)
          .of(LinkAttributes.LINK_MODE, 0L, 1L)
          .of(LinkAttributes.GSO_MAXIMUM_SIZE, 9000L, 65536L, 600000L)
          .of(LinkAttributes.GSO_MAXIMUM_SEGMENTS, 10L, 65535L, 70000L)
          .of(LinkAttributes.GRO_MAXIMUM_SIZE, 9000L, 65536L, 600000L)
          .of(LinkAttributes.GSO_IPV4_MAXIMUM_SIZE, 9000L, 65536L, 600000L)
          .of(LinkAttributes.GRO_IPV4_MAXIMUM_SIZE, 9000L, 65536L, 600000L);

  private LinkDrawing() {}

  /// All but `lo`.
  static List<Integer> links(Network net) {
    return net.links().stream().filter(l -> l != 1).toList();
  }

  static List<Integer> bridges(Network net) {
    return net.bridges().stream().sorted().toList();
  }

  static Optional<Step> option(Dice dice, Network net) {
    // not below 68 bytes, which only lo takes: it ends IPv4 there
    return dice.maybe(dice.in(30) ? net.links() : links(net))
        .map(l -> OPTIONS.set(dice, new LinkKey(l)))
        .filter(s ->
            s.key() instanceof LinkKey k && k.index() != 1 || !s.value().equals(Optional.of(60L)))
        .map(s -> s);
  }

  static Optional<Step> upOrDown(Dice dice, Network net) {
    return dice.maybe(dice.in(10) ? net.links() : links(net))
        .map(l -> Step.Set.of(new LinkKey(l), LinkAttributes.UP, !dice.in(3)));
  }

  /// Into a bridge, out of it, and what cannot be: into a link that is none, or its own port.
  static Optional<Step> master(Dice dice, Network net) {
    List<Long> masters = new ArrayList<>(bridges(net).stream().map(Integer::longValue).toList());
    masters.add(0L);
    if (dice.in(8)) {
      masters = List.of(1L, 99L, (long) dice.one(net.links()));
    }
    long master = dice.one(masters);
    List<Integer> all = dice.in(10) ? net.links() : links(net);
    List<Integer> ends = all.stream().filter(l -> dice.in(10) || !isBridge(net, l)).toList();
    return dice.maybe(ends).map(l -> Step.Set.of(new LinkKey(l), LinkAttributes.MASTER, master));
  }

  private static boolean isBridge(Network net, int link) {
    return net.has(new BridgeKey(link));
  }

  static Optional<Step> creation(Dice dice, Network net) {
    LinkKey key = new LinkKey(dice.in(3) ? dice.one(41, 42, dice.one(net.links())) : -1);
    if (dice.in(2)) {
      return Optional.of(new Step.Create(key, made(dice, "bridge")));
    }
    if (dice.in(10)) {
      return Optional.of(new Step.Create(key, made(dice, dice.one("veth", "nonsense"))));
    }
    int far = key.index() < 0 ? -2 : key.index() + 50;
    return Optional.of(
        new Step.Create(key, made(dice, "veth")).with(new LinkKey(far), made(dice, "veth")));
  }

  private static Attributes made(Dice dice, String kind) {
    Attributes.Builder link =
        Attributes.builder(ObjectKind.LINK)
            .put(LinkAttributes.NAME, new LinkName(dice.one(NAMES)))
            .put(LinkAttributes.KIND, kind);
    if (dice.in(2)) {
      link.put(LinkAttributes.MAC, new MacAddress(0x0200_0000_0200L + dice.below(50)));
    }
    return link.build();
  }

  static Optional<Step> deletion(Dice dice, Network net) {
    return dice.maybe(dice.in(10) ? net.links() : links(net))
        .map(l -> new Step.Delete(new LinkKey(l), net.get(new LinkKey(l))));
  }

  /// A kernel is waited for; a link without carrier would have it wait in vain.
  static Optional<Step> settling(Dice dice, Network net) {
    List<Integer> quiet =
        links(net).stream()
            .filter(l -> !LinkState.isUp(net, l) || LinkState.hasCarrier(net, l))
            .toList();
    return dice.maybe(quiet).map(l -> new Step.Settle(new LinkKey(l)));
  }
}
