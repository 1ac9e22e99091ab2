package org.xnsh.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.SysctlAttributes;

/// Lays what a transaction changed beside what is there now.
final class ThreeWay {

  private final Difference recorded;
  private final Network now;
  private final Background background;
  private final LostLinks lost;
  private final Set<ObjectKey> own;
  private final List<Change> back = new ArrayList<>();
  private final List<Restoring> parts = new ArrayList<>();

  /// Links that somebody gave another master since: their port side is that one's.
  private final Set<Integer> moved = new HashSet<>();

  ThreeWay(Difference recorded, Network now, Background background) {
    this.recorded = recorded;
    this.now = now;
    this.background = background;
    this.lost = LostLinks.of(recorded, now, background);
    this.own = recorded.keys();
  }

  Undo undo() {
    // links first: what becomes of a port side depends on them
    for (Change change : recorded.changes().reversed()) {
      if (change instanceof Altered c && c.key() instanceof LinkKey) {
        altered(c);
      }
    }
    for (Change change : recorded.changes().reversed()) {
      switch (change) {
        case Added c -> added(c);
        case Removed c -> removed(c);
        case Altered c when c.key() instanceof LinkKey -> {}
        case Altered c -> altered(c);
        case AddressOrder c -> order(c);
        case RouteOrder c -> order(c);
      }
    }
    return new Undo(new Difference(back), parts);
  }

  private void order(Change c) {
    if (c.keys().noneMatch(lost::isOn)) {
      back.add(c.reversed());
    }
  }

  private boolean isOfMoved(ObjectKey key) {
    return key instanceof PortKey(int index) && moved.contains(index);
  }

  private void tell(ObjectKey key, Attributes attributes, Fate fate, String why) {
    if (ChangeWords.isTold(key, attributes)) {
      parts.add(Restoring.whole(key, fate, why));
    }
  }

  /// That a link is gone goes for all that was on it.
  private void tellGone(ObjectKey key, Attributes attributes) {
    if (!ObjectStanding.isDerived(key, attributes)
        && (key instanceof LinkKey
            || lost.links(key).noneMatch(l -> own.contains(new LinkKey(l))))) {
      parts.add(Restoring.whole(key, Fate.GONE, lost.why(key)));
    }
  }

  private void added(Added c) {
    if (c.key() instanceof VifKey || isOfMoved(c.key())) {
      return;
    }
    Optional<Attributes> there = now.find(c.key());
    if (lost.isOn(c.key())) {
      tellGone(c.key(), c.after());
    } else if (there.isEmpty()) {
      tell(c.key(), c.after(), Fate.ALREADY_SO, "");
    } else if (ObjectStanding.isDerived(c.key(), c.after())) {
      back.add(c.reversed());
    } else if (c.key() instanceof LinkKey k
        && (!LostLinks.isMade(c.after()) || background.isVif(k.index()))) {
      tell(c.key(), c.after(), Fate.BARRED, "stays: whoever made it has to take it away");
    } else {
      taken(c);
    }
  }

  private void taken(Added c) {
    List<Restoring> hindrances = new ArrayList<>();
    if (!background.isInsisted(c.key())) {
      if (c.key() instanceof LinkKey k) {
        builtOn(k, hindrances);
      }
      List<Attribute<?>> others =
          configured(c.key(), c.after()).stream()
              .filter(a -> !isPin(a) && !isHostsPolicy(c, a))
              .toList();
      if (!others.isEmpty()) {
        hindrances.add(Restoring.of(c.key(), Fate.CHANGED_SINCE, others));
      }
    }
    if (hindrances.isEmpty()) {
      back.add(c.reversed());
      tell(c.key(), c.after(), Fate.RESTORED, "is removed");
    } else {
      parts.addAll(hindrances);
    }
  }

  /// udev gives a new bridge an address by the host's policy some milliseconds after it appears.
  private boolean isHostsPolicy(Added c, Attribute<?> attribute) {
    return attribute.equals(LinkAttributes.MAC)
        && c.after().text(LinkAttributes.KIND).equals("bridge")
        && background.isByOthers(c.key(), attribute);
  }

  /// What was put on a link since goes with it. Ports that the transaction itself attached leave
  /// before their bridge goes.
  private void builtOn(LinkKey link, List<Restoring> hindrances) {
    for (int port : now.ports(link.index())) {
      LinkKey key = new LinkKey(port);
      if (!own.contains(key)) {
        hindrances.add(Restoring.because(link, "has a port now: " + now.nameOf(port), key));
      }
    }
    Predicate<ObjectKey> isBuilt =
        k -> k instanceof AddressKey || k instanceof RouteKey || k instanceof NexthopKey;
    now.standingOn(link.index()).stream()
        .filter(isBuilt)
        .filter(k -> !own.contains(k) && !ObjectStanding.isDerived(k, now.get(k)))
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .forEach(k ->
            hindrances.add(
                Restoring.because(link, "would take with it: " + ChangeWords.name(k, now), k)));
  }

  private void removed(Removed c) {
    if (c.key() instanceof VifKey || isOfMoved(c.key())) {
      return;
    }
    Optional<Attributes> there = now.find(c.key());
    if (lost.isOn(c.key())) {
      tellGone(c.key(), c.before());
    } else if (isTaken(c)) {
      parts.add(
          Restoring.because(
              c.key(), "cannot be made: another link has its name", bearer(c).orElse(c.key())));
    } else if (there.isPresent()
        && !ObjectStanding.isDerived(c.key(), c.before())
        && !background.isInsisted(c.key())
        && !isOfKernel(c.key(), there.get())
        && !configured(c.key(), c.before()).isEmpty()) {
      parts.add(
          Restoring.whole(
              c.key(),
              Fate.CHANGED_SINCE,
              "was made anew since, and otherwise: "
                  + ChangeWords.names(configured(c.key(), c.before()))));
    } else {
      back.add(c.reversed());
      tell(c.key(), c.before(), there.isPresent() ? Fate.ALREADY_SO : Fate.RESTORED, "comes back");
    }
  }

  /// A link without ARP whose IPv6 side comes anew, its MTU being large enough again, gets this
  /// (ipv6_add_dev): that is nobody's wish.
  private static boolean isOfKernel(ObjectKey key, Attributes there) {
    return key instanceof SysctlKey k
        && k.path().equals("net/ipv6/conf/*/accept_dad")
        && there.text(SysctlAttributes.VALUE).equals("-1");
  }

  /// The link that has the name now.
  private Optional<ObjectKey> bearer(Removed c) {
    return c.before()
        .get(LinkAttributes.NAME)
        .map(n -> now.linkNamed(n.text()))
        .filter(OptionalInt::isPresent)
        .map(i -> new LinkKey(i.getAsInt()));
  }

  private boolean isTaken(Removed c) {
    return c.key() instanceof LinkKey
        && bearer(c).filter(k -> !k.equals(c.key()) && !own.contains(k)).isPresent();
  }

  private void altered(Altered c) {
    List<Attribute<?>> ours =
        c.attributes().stream().filter(a -> a.standing().isRestored()).toList();
    if (ours.isEmpty() || isOfMoved(c.key())) {
      return;
    }
    if (lost.isOn(c.key()) || !now.has(c.key())) {
      tellGone(c.key(), c.before());
      return;
    }
    Map<Fate, List<Attribute<?>>> fates = new EnumMap<>(Fate.class);
    Attributes to = c.before();
    for (Attribute<?> attribute : ours) {
      Fate fate = fate(c, attribute);
      fates.computeIfAbsent(fate, _ -> new ArrayList<>()).add(attribute);
      if (fate.isLeft()) {
        to = to.withAny(attribute, c.after().get(attribute));
        if (attribute.equals(LinkAttributes.MASTER) && c.key() instanceof LinkKey k) {
          moved.add(k.index());
        }
      }
    }
    fates.forEach((fate, attributes) -> parts.add(part(c, fate, attributes)));
    if (fates.containsKey(Fate.RESTORED) || fates.containsKey(Fate.ALREADY_SO)) {
      back.add(new Altered(c.key(), c.after(), to));
    }
  }

  private Fate fate(Altered c, Attribute<?> attribute) {
    Optional<?> is = now.get(c.key()).get(attribute);
    if (is.equals(c.before().get(attribute))) {
      return Fate.ALREADY_SO;
    }
    boolean free =
        is.equals(c.after().get(attribute))
            || Followed.isOne(c.key(), attribute, now)
            || background.isInsisted(c.key());
    if (!free) {
      return Fate.CHANGED_SINCE;
    }
    return attribute.equals(LinkAttributes.MASTER) && !isMasterThere(c) ? Fate.GONE : Fate.RESTORED;
  }

  private boolean isMasterThere(Altered c) {
    int master = (int) c.before().number(LinkAttributes.MASTER);
    LinkKey key = new LinkKey(master);
    return master == 0
        || (now.has(key) ? !background.isAnother(master) : own.contains(key) && !lost.isOn(key));
  }

  private static Restoring part(Altered c, Fate fate, List<Attribute<?>> attributes) {
    if (fate != Fate.GONE) {
      return Restoring.of(c.key(), fate, attributes);
    }
    ObjectKey master = new LinkKey((int) c.before().number(LinkAttributes.MASTER));
    return new Restoring(
        c.key(),
        fate,
        attributes,
        "stays: the bridge that it was a port of is gone",
        Optional.of(master));
  }

  private List<Attribute<?>> configured(ObjectKey key, Attributes left) {
    return now.get(key).differing(left).stream()
        .filter(a -> a.standing().isRestored() && !Followed.isOne(key, a, now))
        .toList();
  }

  /// What an undone edit left of itself goes with the bridge; a value that was set by hand and
  /// stands is told by its own attribute.
  private static boolean isPin(Attribute<?> attribute) {
    return attribute.equals(LinkAttributes.MAC_PINNED)
        || attribute.equals(BridgeAttributes.MTU_PINNED);
  }
}
