package org.xnsh.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Set;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;

/// The steps of links, bridges and ports.
final class LinkPlan {

  private final Network before;
  private final Network target;
  private final boolean isWayBack;
  private final java.util.Set<Integer> receivers;
  private final List<Added> added = new ArrayList<>();
  private final List<Removed> removed = new ArrayList<>();
  private final List<Altered> altered = new ArrayList<>();
  private final List<Altered> sides = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /// @param isWayBack whether what the kernel left of what is taken back has to go too
  /// @param receivers links that get another link's address, and so are up as soon as can be
  LinkPlan(
      Network before,
      Network target,
      Difference difference,
      boolean isWayBack,
      java.util.Set<Integer> receivers) {
    this.receivers = receivers;
    this.isWayBack = isWayBack;
    this.before = before;
    this.target = target;
    for (Change change : difference.changes()) {
      switch (change) {
        case Added c when c.key() instanceof LinkKey -> added.add(c);
        case Removed c when c.key() instanceof LinkKey -> removed.add(c);
        case Altered c when c.key() instanceof LinkKey -> altered.add(c);
        case Altered c when c.key() instanceof BridgeKey || c.key() instanceof PortKey ->
            sides.add(c);
        case Added _, Removed _, Altered _ -> {}
        case Change.AddressOrder _, Change.RouteOrder _ -> {}
      }
    }
  }

  List<Step> steps() {
    down();
    leave();
    delete();
    rename();
    create();
    attach();
    up(true);
    altered.forEach(this::options);
    sides.forEach(this::options);
    up(false);
    return steps;
  }

  private void down() {
    for (Altered c : altered) {
      if (turns(c, true, false)) {
        steps.add(Set.of(c.key(), LinkAttributes.UP, false));
      }
    }
  }

  private static boolean turns(Altered c, boolean from, boolean to) {
    return c.before().isOn(LinkAttributes.UP) == from && c.after().isOn(LinkAttributes.UP) == to;
  }

  private void leave() {
    for (Altered c : altered) {
      if (c.before().number(LinkAttributes.MASTER) != 0
          && c.after().number(LinkAttributes.MASTER) == 0) {
        steps.add(new Set(c.key(), LinkAttributes.MASTER, Optional.empty()));
      }
    }
  }

  /// One end of a veth takes the other along.
  private void delete() {
    java.util.Set<ObjectKey> gone = new HashSet<>();
    for (Removed r : removed) {
      if (gone.add(r.key())) {
        steps.add(new Delete(r.key(), r.before()));
        Pairs.farEnd(before, (LinkKey) r.key()).ifPresent(gone::add);
      }
    }
  }

  /// Both ends of a veth come with one request.
  private void create() {
    java.util.Set<ObjectKey> made = new HashSet<>();
    for (Added a : added) {
      if (!made.add(a.key())) {
        continue;
      }
      Create near = new Create(a.key(), creating(a.after()));
      Optional<LinkKey> far = Pairs.farEnd(target, (LinkKey) a.key());
      if (far.isPresent() && !before.has(far.get()) && made.add(far.get())) {
        steps.add(near.with(far.get(), creating(target.get(far.get()))));
      } else {
        steps.add(near);
      }
    }
  }

  /// A name that another link still has is taken in two steps.
  private void rename() {
    List<Step> last = new ArrayList<>();
    for (Altered c : altered) {
      Optional<LinkName> name = c.after().get(LinkAttributes.NAME);
      if (name.isEmpty() || name.equals(c.before().get(LinkAttributes.NAME))) {
        continue;
      }
      Step finish = new Set(c.key(), LinkAttributes.NAME, name);
      boolean isTaken =
          before.linkNamed(name.get().text()).isPresent()
              && removed.stream().noneMatch(r -> r.before().get(LinkAttributes.NAME).equals(name));
      if (isTaken) {
        LinkName between = new LinkName("xnsh" + ((LinkKey) c.key()).index());
        steps.add(Set.of(c.key(), LinkAttributes.NAME, between));
        last.add(finish);
      } else {
        steps.add(finish);
      }
    }
    steps.addAll(last);
  }

  /// A MAC in the creating request pins a bridge for ever; without one it takes its ports'. An
  /// empty one gets a random address then: it cannot have both, its old one and none that was set.
  private static Attributes creating(Attributes link) {
    Attributes.Builder request = Attributes.builder(ObjectKind.LINK);
    link.get(LinkAttributes.NAME).ifPresent(v -> request.put(LinkAttributes.NAME, v));
    link.get(LinkAttributes.KIND).ifPresent(v -> request.put(LinkAttributes.KIND, v));
    link.get(LinkAttributes.KIND_DATA).ifPresent(v -> request.put(LinkAttributes.KIND_DATA, v));
    boolean follows =
        link.text(LinkAttributes.KIND).equals("bridge") && !link.isOn(LinkAttributes.MAC_PINNED);
    if (!follows) {
      link.get(LinkAttributes.MAC).ifPresent(v -> request.put(LinkAttributes.MAC, v));
    }
    return request.build();
  }

  /// In the order of the port numbers, so that these come back.
  private void attach() {
    record Attachment(ObjectKey key, long master, long number) {}
    List<Attachment> attachments = new ArrayList<>();
    for (Altered c : altered) {
      long master = c.after().number(LinkAttributes.MASTER);
      if (master != 0 && master != c.before().number(LinkAttributes.MASTER)) {
        attachments.add(new Attachment(c.key(), master, number(c.key())));
      }
    }
    for (Added c : added) {
      long master = c.after().number(LinkAttributes.MASTER);
      if (master != 0) {
        attachments.add(new Attachment(c.key(), master, number(c.key())));
      }
    }
    attachments.stream()
        .sorted(Comparator.comparingLong(Attachment::number))
        .forEach(a -> steps.add(Set.of(a.key(), LinkAttributes.MASTER, a.master())));
  }

  private long number(ObjectKey link) {
    return target.get(new PortKey(((LinkKey) link).index())).number(PortAttributes.NUMBER);
  }

  private void options(Altered c) {
    List<Attribute<?>> attributes =
        c.attributes().stream()
            .filter(a -> a.standing().isRestored())
            .filter(a -> isOption(c, a))
            .sorted(Comparator.comparingInt(a -> turn(c, a)))
            .toList();
    for (Attribute<?> attribute : attributes) {
      steps.add(new Set(c.key(), attribute, c.after().get(attribute)));
      if (isWayBack
          && attribute.equals(BridgeAttributes.STP_STATE)
          && c.after().number(BridgeAttributes.STP_STATE) == 0) {
        leaveRoot(c);
      }
    }
  }

  /// Without the spanning tree a bridge keeps the root that it had, and that root's times in force,
  /// until something makes it look for one (br_configuration_update). For a moment it is the best
  /// there is, and nobody is told, since it sends no BPDU.
  private void leaveRoot(Altered c) {
    Attributes now = before.get(c.key());
    boolean isFollower =
        !now.text(BridgeAttributes.ROOT_ID).equals(now.text(BridgeAttributes.BRIDGE_ID));
    long priority = c.after().number(BridgeAttributes.PRIORITY);
    if (isFollower && priority != 0) {
      steps.add(Set.of(c.key(), BridgeAttributes.PRIORITY, 0L));
      steps.add(Set.of(c.key(), BridgeAttributes.PRIORITY, priority));
    }
  }

  /// What is set at its own time, or by nobody: a pin cannot be taken out, and the address and MTU
  /// of a bridge that follows its ports are the kernel's.
  private boolean isOption(Altered c, Attribute<?> attribute) {
    if (attribute.equals(LinkAttributes.UP)
        || attribute.equals(LinkAttributes.MASTER)
        || attribute.equals(LinkAttributes.NAME)
        || attribute.equals(LinkAttributes.KIND)
        || attribute.equals(BridgeAttributes.MTU_PINNED)) {
      return false;
    }
    if (c.key().kind() != ObjectKind.LINK) {
      return true;
    }
    if (attribute.equals(LinkAttributes.ADDRESS_GENERATION)) {
      // a link that is too small for IPv6 has none
      return c.after().get(LinkAttributes.ADDRESS_GENERATION).isPresent();
    }
    boolean isBridge = c.after().text(LinkAttributes.KIND).equals("bridge");
    if (attribute.equals(LinkAttributes.MAC)) {
      return !isBridge
          || c.before().isOn(LinkAttributes.MAC_PINNED)
          || c.after().isOn(LinkAttributes.MAC_PINNED);
    }
    if (attribute.equals(LinkAttributes.MAC_PINNED)) {
      return false;
    }
    if (attribute.equals(LinkAttributes.MTU) && isBridge) {
      BridgeKey key = new BridgeKey(((LinkKey) c.key()).index());
      return before.get(key).isOn(BridgeAttributes.MTU_PINNED)
          || target.get(key).isOn(BridgeAttributes.MTU_PINNED)
          || !Followed.isMtu(before, key.index())
          || !Followed.isMtu(target, key.index());
    }
    return true;
  }

  /// The kernel refuses a delay below two seconds while the spanning tree runs: it is switched off
  /// before and on after the delays.
  private static int turn(Altered c, Attribute<?> attribute) {
    if (attribute.equals(BridgeAttributes.STP_STATE)) {
      return c.after().number(BridgeAttributes.STP_STATE) == 0 ? 0 : 2;
    }
    return 1;
  }

  private void up(boolean receiving) {
    for (Added c : added) {
      if (c.after().isOn(LinkAttributes.UP) && receives(c.key()) == receiving) {
        steps.add(Set.of(c.key(), LinkAttributes.UP, true));
      }
    }
    for (Altered c : altered) {
      if (turns(c, false, true) && receives(c.key()) == receiving) {
        steps.add(Set.of(c.key(), LinkAttributes.UP, true));
      }
    }
  }

  private boolean receives(ObjectKey link) {
    return receivers.contains(((LinkKey) link).index());
  }
}
