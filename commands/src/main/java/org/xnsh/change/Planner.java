package org.xnsh.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.PlanOptions.Derived;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.SysctlAttributes;

/// From two pictures to the steps between them.
///
/// What a link gets when it is made or attached, the kernel decides: so a plan that makes or
/// attaches links says nothing yet of their options. Whoever applies it reads the picture again and
/// plans what is left; a second plan is mostly empty.
///
/// The order: rules and routes go first, then neighbours and entries, addresses, ports leave, links
/// go, names change, links come, ports are attached in the order of their port numbers, options are
/// set, links go down and up, settings of the kernel, addresses, (time for address detection, and
/// for carrier,) nexthops, routes, rules, entries. Addresses that go from one link to another do so
/// in one go, and are given before they are taken: see [Handover].
public final class Planner {

  private static final String DISABLED = "/disable_ipv6";

  private final Network before;
  private final Network target;
  private final PlanOptions options;
  private final Difference difference;
  private final List<Step> steps = new ArrayList<>();
  private final Set<ObjectKey> deleted = new HashSet<>();

  private Planner(Network before, Network target, PlanOptions options) {
    this.before = before;
    this.target = target;
    this.options = options;
    this.difference = Difference.between(before, target);
  }

  /// What an edit needs.
  public static Plan plan(Network before, Network target) {
    return plan(before, target, PlanOptions.EDIT);
  }

  public static Plan plan(Network before, Network target, PlanOptions options) {
    return new Planner(before, target, options).make();
  }

  private Plan make() {
    RulePlan rules = new RulePlan(before, target, difference);
    steps.addAll(rules.deletes());
    deletions();
    boolean isWayBack = options.derived() != Derived.WHERE_NAMED;
    Handover handover = new Handover(before, target, difference);
    AddressPlan addresses = new AddressPlan(before, target, difference, this::counts, isWayBack);
    RoutePlan routes = new RoutePlan(before, target, difference, this::counts);
    steps.addAll(addresses.steps(handover::isFirst));
    steps.addAll(routes.early(handover::isFirst));
    steps.addAll(new LinkPlan(before, target, difference, isWayBack, handover.receivers()).steps());
    alterations(SysctlKey.class);
    steps.addAll(addresses.steps(link -> handover.receives(link) && !handover.isFirst(link)));
    if (handover.isSix()) {
      handover.receivers().forEach(link -> steps.add(new Step.Settle(new LinkKey(link))));
    }
    steps.addAll(routes.early(link -> handover.receives(link) && !handover.isFirst(link)));
    steps.addAll(addresses.steps(link -> !handover.receives(link)));
    carriers();
    additions(NexthopKey.class);
    alterations(NexthopKey.class);
    if (routes.needsSettledAddresses()) {
      addresses.touched().forEach(link -> steps.add(new Step.Settle(new LinkKey(link))));
    }
    steps.addAll(routes.steps());
    steps.addAll(rules.creates());
    for (Class<? extends ObjectKey> kind :
        List.of(PortVlanKey.class, NeighbourKey.class, FdbKey.class, MdbKey.class)) {
      additions(kind);
      alterations(kind);
    }
    return new Plan(Groups.whileUp(steps, target), target);
  }

  /// Objects that the kernel makes are the kernel's, unless the options say otherwise.
  private boolean counts(ObjectKey key, Attributes attributes) {
    if (key instanceof VifKey) {
      return false;
    }
    return switch (options.derived()) {
      case ALWAYS -> true;
      case NEVER -> !ObjectStanding.isDerived(key, attributes);
      case WHERE_NAMED -> !ObjectStanding.isDerived(key, attributes) || isAlone(key);
    };
  }

  /// Whether nothing else changes, so that the kernel would not do it by itself.
  private boolean isAlone(ObjectKey key) {
    return difference.changes().stream()
        .allMatch(c -> c instanceof RouteOrder || c.keys().allMatch(key::equals));
  }

  private void deletions() {
    Set<Integer> gone = new HashSet<>();
    for (Change change : difference.changes()) {
      if (change instanceof Removed r && r.key() instanceof LinkKey k) {
        gone.add(k.index());
      }
    }
    for (Class<? extends ObjectKey> kind :
        List.of(
            NexthopKey.class, NeighbourKey.class, FdbKey.class, MdbKey.class, PortVlanKey.class)) {
      for (Change change : difference.changes()) {
        if (change instanceof Removed r
            && kind.isInstance(r.key())
            && counts(r.key(), r.before())
            && !goesAlong(r.key(), gone)
            && deleted.add(r.key())) {
          steps.add(new Delete(r.key(), r.before()));
        }
      }
    }
  }

  private boolean goesAlong(ObjectKey key, Set<Integer> gone) {
    return gone.stream().anyMatch(link -> before.standingOn(link).contains(key));
  }

  /// A nexthop object is refused on a link without carrier (rtm_to_nh_config in
  /// net/ipv4/nexthop.c), and a bridge has it once the kernel has seen that of a port: not yet when
  /// the port was made or attached just now.
  private void carriers() {
    if (steps.stream().noneMatch(s -> s.key() instanceof LinkKey)) {
      return;
    }
    difference.changes().stream()
        .filter(c -> c instanceof Added a && a.key() instanceof NexthopKey)
        .map(c -> ((Added) c).after().number(NexthopAttributes.DEVICE))
        .filter(device -> device != 0)
        .distinct()
        .forEach(device -> steps.add(new Step.Settle(new LinkKey(device.intValue()))));
  }

  private void additions(Class<? extends ObjectKey> kind) {
    difference.changes().stream()
        .filter(c -> c instanceof Added a && kind.isInstance(a.key()))
        .map(c -> (Added) c)
        .filter(a -> counts(a.key(), a.after()))
        .sorted((a, b) -> Boolean.compare(isGroup(a.after()), isGroup(b.after())))
        .forEach(a -> steps.add(new Create(a.key(), configured(a.after()))));
  }

  private static boolean isGroup(Attributes attributes) {
    return attributes.of() == org.xnsh.network.ObjectKind.NEXTHOP
        && attributes.get(NexthopAttributes.GROUP).isPresent();
  }

  private void alterations(Class<? extends ObjectKey> kind) {
    List<Change> changes = new ArrayList<>(difference.changes());
    if (kind == SysctlKey.class) {
      changes.sort(Comparator.comparingInt(Planner::rank));
    }
    for (Change change : changes) {
      switch (change) {
        case Altered a when kind.isInstance(a.key()) -> {
          for (Attribute<?> attribute : a.attributes()) {
            if (attribute.standing().isRestored()) {
              steps.add(new Step.Set(a.key(), attribute, a.after().get(attribute)));
            }
          }
        }
        case Added a
            when kind == SysctlKey.class && a.key() instanceof SysctlKey k && !isGivenFirst(k) ->
            steps.add(new Create(k, a.after()));
        case Added _, Removed _, Altered _, AddressOrder _, RouteOrder _ -> {}
      }
    }
  }

  /// A new link comes with settings that the kernel chose, most of them those that are wanted; only
  /// what its addresses need is set before they are known.
  private boolean isGivenFirst(SysctlKey key) {
    return key.link() != 0
        && !before.has(new LinkKey(key.link()))
        && !(key.path().endsWith(DISABLED) && !isDefault(key));
  }

  private boolean isDefault(SysctlKey key) {
    SysctlKey common = new SysctlKey(0, key.path().replace("*", "default"));
    return before.has(common)
        && before
            .get(common)
            .get(SysctlAttributes.VALUE)
            .equals(target.get(key).get(SysctlAttributes.VALUE));
  }

  private static int rank(Change change) {
    return change
        .keys()
        .mapToInt(k -> k instanceof SysctlKey sysctl ? FollowingSysctls.rank(sysctl) : 0)
        .max()
        .orElse(0);
  }

  /// What somebody chose; the rest the kernel computes.
  static Attributes configured(Attributes attributes) {
    Attributes chosen = attributes;
    for (Attribute<?> attribute :
        org.xnsh.network.AttributeTable.of(attributes.of()).attributes()) {
      if (!attribute.standing().isRestored() && attributes.get(attribute).isPresent()) {
        chosen = chosen.without(attribute);
      }
    }
    return chosen;
  }
}
