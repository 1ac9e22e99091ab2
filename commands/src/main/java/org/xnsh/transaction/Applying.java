package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprints;
import org.xnsh.change.Goal;
import org.xnsh.change.Placeholders;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Planner;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.Ticks;
import org.xnsh.host.Host;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Brings a host to a goal: plans, does the steps, reads what they touched, plans what is left. One
/// round is the rule; a link that was made or attached gets its options in a second one, since what
/// the kernel gave it is known only then.
final class Applying {

  private static final int ROUNDS = 4;

  private final Host host;
  private final BooleanSupplier stopped;
  private final Network origin;
  private final List<Difference> earlier = new ArrayList<>();
  private Network start;
  private Goal goal;
  private Network now;
  private Footprint touched;
  private Placeholders placeholders = Placeholders.NONE;
  private final Expectation expected;
  private final Announcements announcements;
  private Optional<ObjectKey> refused = Optional.empty();
  private Optional<Reached> reached = Optional.empty();
  private List<Step> first = List.of();

  Applying(Host host, Network now, Goal goal, Footprint touched, BooleanSupplier stopped) {
    this.host = host;
    this.origin = now;
    this.start = now;
    this.now = now;
    this.goal = goal;
    this.touched = touched;
    this.stopped = stopped;
    this.expected = new Expectation(now);
    this.announcements = new Announcements(host);
  }

  /// The operator wanted no further step.
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
  }

  Network now() {
    return now;
  }

  /// Reads again what was touched.
  void look() throws IOException {
    now = host.refresh(touched);
  }

  /// Everything that the steps may have touched so far.
  Footprint touched() {
    return touched;
  }

  Placeholders placeholders() {
    return placeholders;
  }

  /// The wish with the ifindexes that the kernel chose.
  Goal goal() {
    return goal;
  }

  /// What of the window is the doing of these steps, and what another hand's.
  Attribution attribution() {
    List<Difference> wanted = new ArrayList<>(earlier);
    wanted.add(goal.wanted());
    return Attribution.of(origin, now, new Wanted(wanted), expected);
  }

  /// From here on to another goal, in the same transaction.
  void turnTo(Goal next) {
    earlier.add(goal.wanted());
    goal = next;
    start = now;
  }

  /// Tells the wire what moved.
  ///
  /// @return what could not be told
  List<String> announce() {
    List<String> faults = new ArrayList<>(announcements.rest(now));
    faults.addAll(announcements.addresses(origin, now));
    return faults;
  }

  /// The object of the step that the kernel refused.
  Optional<ObjectKey> refused() {
    return refused;
  }

  /// What is planned already for the picture that this begins with.
  void beginWith(List<Step> steps) {
    first = steps;
  }

  void reach(PlanOptions options) throws Refusal, Stopped, IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Step> steps = first;
      first = List.of();
      if (steps.isEmpty()) {
        steps = Planner.plan(now, target(options), options).steps();
      }
      if (steps.isEmpty()) {
        reached = Optional.of(new Reached(now, goal, options));
        break;
      }
      steps(steps);
    }
    long end = System.nanoTime() + CarrierLoss.PATIENCE_NANOS;
    while (CarrierLoss.isComing(now, touched) && System.nanoTime() < end) {
      LockSupport.parkNanos(CarrierLoss.PAUSE_NANOS);
      look();
    }
  }

  /// An edit takes the kernel's side effects as they come. A way back has none that are wanted:
  /// what its own steps lost or changed on a detour (the routes of an address that was taken away
  /// and given again, the settings that the kernel wrote along with one) belongs to the target too.
  private Network target(PlanOptions options) {
    Network target = goal.over(now);
    if (options.derived() == PlanOptions.Derived.WHERE_NAMED || now == start) {
      return target;
    }
    Network meant = goal.over(start);
    Network back = Detour.back(target, meant);
    return options.derived() == PlanOptions.Derived.ALWAYS
        ? Detour.withoutExtras(back, meant, risen(meant))
        : back;
  }

  private Set<Integer> risen(Network meant) {
    return goal.wanted().keys().stream()
        .filter(k -> k instanceof LinkKey)
        .filter(k -> meant.get(k).isOn(LinkAttributes.UP) && !start.get(k).isOn(LinkAttributes.UP))
        .map(k -> ((LinkKey) k).index())
        .collect(Collectors.toSet());
  }

  /// Where nothing was left to do.
  private record Reached(Network now, Goal goal, PlanOptions options) {
    boolean is(Network picture, Goal wanted, PlanOptions how) {
      return now == picture && goal == wanted && options.equals(how);
    }
  }

  /// What is still not as the goal wants it.
  Difference left(PlanOptions options) {
    if (reached.filter(r -> r.is(now, goal, options)).isPresent()) {
      return Difference.NONE;
    }
    Network target = target(options);
    return Planner.plan(now, target, options).isEmpty()
        ? Difference.NONE
        : Difference.between(now, target);
  }

  private void steps(List<Step> steps) throws Refusal, Stopped, IOException {
    touched = touched.and(Footprints.of(steps, now));
    announcements.look(steps, now);
    try {
      for (Step step : steps) {
        if (stopped.getAsBoolean()) {
          throw new Stopped();
        }
        step(placeholders.resolve(step));
      }
    } finally {
      now = host.refresh(touched);
      goal = new Goal(Ticks.rounded(resolved(goal.wanted()), steps, now));
    }
  }

  private void step(Step step) throws Refusal, IOException {
    refused = Optional.of(step.key());
    OptionalInt created;
    try {
      created = host.apply(step);
    } catch (Refusal e) {
      if (!hasGoneAlong(step)) {
        throw e;
      }
      refused = Optional.empty();
      return;
    }
    refused = Optional.empty();
    if (step instanceof Step.Create c
        && c.key() instanceof LinkKey k
        && k.index() < 0
        && created.isPresent()) {
      placeholders = placeholders.with(k.index(), created.getAsInt());
    }
    if (created.isPresent()) {
      touched = touched.and(Footprint.of(new Footprint.OneLink(created.getAsInt())));
    }
    if (step instanceof Step.Create c && c.peer().isPresent() && created.isPresent()) {
      farEnd(c.peer().get().key(), created.getAsInt());
    }
    expected.done(step, placeholders);
    announcements.done(step, now);
  }

  /// Whether it takes away what one of the steps before it has taken along: addresses and routes go
  /// with a link that goes down, some of them only by its settings. The model says of what that is
  /// to be expected, the kernel whether it is so; anything else was refused for another reason.
  private boolean hasGoneAlong(Step step) throws IOException {
    return step instanceof Step.Delete
        && !expected.picture(now).has(step.key())
        && !host.refresh(Footprints.of(List.of(step), now)).has(step.key());
  }

  private void farEnd(ObjectKey asked, int near) throws IOException {
    Network read = host.refresh(Footprint.of(new Footprint.OneLink(near)));
    int far = (int) read.get(new LinkKey(near)).number(LinkAttributes.LOWER);
    Footprint other = Footprint.of(new Footprint.OneLink(far));
    touched = touched.and(other);
    host.refresh(other);
    if (asked instanceof LinkKey k && k.index() < 0) {
      placeholders = placeholders.with(k.index(), far);
    }
  }

  private Difference resolved(Difference wanted) {
    return placeholders.isEmpty() ? wanted : ResolvedChanges.of(wanted, placeholders);
  }

  /// Objects that are asked for although the kernel may have brought them by now: a refusal is no
  /// failure of the whole. Addresses first: what comes with them the kernel brings.
  List<String> restoreDerived() throws IOException {
    List<String> refused = new ArrayList<>();
    List<Step> addresses =
        derived().filter(s -> s.key() instanceof AddressKey || s instanceof Step.Settle).toList();
    if (!addresses.isEmpty()) {
      tried(addresses, refused);
      for (Step step : addresses) {
        if (step instanceof Step.Create && step.key() instanceof AddressKey k) {
          tried(List.of(new Step.Settle(new LinkKey(k.link()))), refused);
        }
      }
      now = host.refresh(touched);
    }
    List<Step> rest = derived().toList();
    tried(rest, refused);
    now = rest.isEmpty() ? now : host.refresh(touched);
    return refused;
  }

  private Stream<Step> derived() {
    return Planner.plan(now, target(PlanOptions.WITH_DERIVED), PlanOptions.WITH_DERIVED)
        .steps()
        .stream();
  }

  private void tried(List<Step> steps, List<String> refused) throws IOException {
    touched = touched.and(Footprints.of(steps, now));
    for (Step step : steps) {
      try {
        step(placeholders.resolve(step));
      } catch (Refusal e) {
        refused.add(step.key().text() + ": " + e.getMessage());
      }
    }
  }
}
