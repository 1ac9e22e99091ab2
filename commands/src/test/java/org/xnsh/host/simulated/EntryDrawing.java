package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.MdbAttributes;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKind;

/// Steps about the tables of links and bridges: neighbours, forwarding entries, multicast groups.
final class EntryDrawing {

  private static final Choices NEIGHBOUR =
      new Choices(ObjectKind.NEIGHBOUR)
          .of(
              NeighbourAttributes.MAC,
              MacAddress.parse("02:00:00:00:00:77"),
              MacAddress.parse("02:00:00:00:00:78"))
          .of(NeighbourAttributes.PROTOCOL, 3L, 200L)
          .of(NeighbourAttributes.FLAGS, 0L, 128L, 16L);

  private EntryDrawing() {}

  private static <K extends ObjectKey> List<K> there(Network net, Class<K> kind) {
    return net.keys().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .toList();
  }

  private static Optional<Step> taken(Dice dice, Network net, Class<? extends ObjectKey> kind) {
    return dice.maybe(there(net, kind)).map(k -> new Step.Delete(k, net.get(k)));
  }

  static Optional<Step> neighbour(Dice dice, Network net) {
    return neighbour(dice, net, "10.0.0.%d");
  }

  static Optional<Step> neighbour6(Dice dice, Network net) {
    return neighbour(dice, net, "2001:db8::%d");
  }

  private static Optional<Step> neighbour(Dice dice, Network net, String network) {
    if (dice.in(4)) {
      return taken(dice, net, NeighbourKey.class);
    }
    if (dice.in(4)) {
      return dice.maybe(there(net, NeighbourKey.class).stream().filter(k -> !k.proxy()).toList())
          .map(k -> NEIGHBOUR.set(dice, k));
    }
    boolean proxy = dice.in(3);
    IpAddress address = IpAddress.parse(network.formatted(70 + dice.below(3)));
    // neighbours follow the carrier, which of a bridge is not modelled to the last
    Optional<Integer> link =
        dice.maybe(
            LinkDrawing.links(net).stream().filter(l -> !net.bridges().contains(l)).toList());
    if (link.isEmpty()) {
      return Optional.empty();
    }
    NeighbourKey key = new NeighbourKey(link.get(), address, proxy);
    Attributes.Builder entry =
        Attributes.builder(ObjectKind.NEIGHBOUR).put(NeighbourAttributes.FLAGS, proxy ? 8L : 0L);
    if (!proxy) {
      entry
          .put(NeighbourAttributes.STATE, 128L)
          .put(NeighbourAttributes.MAC, MacAddress.parse("02:00:00:00:00:7" + dice.below(5)));
    }
    entry.put(NeighbourAttributes.PROTOCOL, dice.one(4L, 200L));
    return Optional.of(new Step.Create(key, entry.build()));
  }

  static Optional<Step> forwarding(Dice dice, Network net) {
    if (dice.in(4)) {
      return taken(dice, net, FdbKey.class);
    }
    if (dice.in(5)) {
      return dice.maybe(there(net, FdbKey.class).stream().filter(k -> !k.self()).toList())
          .map(k -> Step.Set.of(k, FdbAttributes.STATE, dice.one(64L, 128L)));
    }
    List<Integer> where = dice.in(5) ? LinkDrawing.links(net) : BridgeDrawing.ports(net);
    MacAddress mac =
        dice.in(20) ? MacAddress.ZERO : MacAddress.parse("02:00:00:00:00:9" + dice.below(5));
    return dice.maybe(where)
        .map(l ->
            new Step.Create(
                new FdbKey(l, mac, 0, false),
                Attributes.builder(ObjectKind.FDB)
                    .put(FdbAttributes.STATE, dice.one(64L, 64L, 128L))
                    .put(FdbAttributes.FLAGS, flags(dice, net, l))
                    .build()));
  }

  /// NTF_MASTER, or NTF_SELF for a bridge's own; now and then NTF_STICKY.
  private static long flags(Dice dice, Network net, int link) {
    long where = net.bridges().contains(link) ? 2 : 4;
    return where | (dice.in(5) ? 64L : 0L);
  }

  static Optional<Step> multicast(Dice dice, Network net) {
    if (dice.in(4)) {
      return taken(dice, net, MdbKey.class);
    }
    Optional<Integer> bridge = dice.maybe(LinkDrawing.bridges(net));
    if (bridge.isEmpty()) {
      return Optional.empty();
    }
    int b = bridge.get();
    List<Integer> ports = dice.in(6) ? net.links() : net.ports(b).stream().sorted().toList();
    int port = ports.isEmpty() || dice.in(8) ? b : dice.one(ports);
    String group = dice.one("239.1.1.1", "239.1.1.2", "ff05::5", "01:00:5e:00:00:aa", "224.0.0.1");
    String source = dice.in(6) && group.startsWith("239") ? "10.0.0.5" : "";
    Attributes.Builder entry =
        Attributes.builder(ObjectKind.MDB)
            .put(MdbAttributes.STATE, 1L)
            .put(MdbAttributes.PROTOCOL, dice.one(4L, 4L, 200L));
    if (source.isEmpty() && group.length() < 12 && !group.startsWith("01") && dice.in(5)) {
      entry.put(MdbAttributes.FILTER_MODE, dice.one(0L, 1L));
    }
    return Optional.of(new Step.Create(new MdbKey(b, port, group, source, 0), entry.build()));
  }

  /// Of a link that is gone, or of none.
  static Optional<Step> absent(Dice dice, Network net) {
    LinkKey gone = new LinkKey(77);
    return Optional.of(
        dice.in(2)
            ? new Step.Delete(gone, net.get(gone))
            : Step.Set.of(gone, org.xnsh.network.LinkAttributes.UP, true));
  }
}
