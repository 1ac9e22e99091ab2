package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprints;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Planner;
import org.xnsh.change.Step;
import org.xnsh.change.StepText;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.LogRecord.Intent;

/// One transaction after the other, on the writer's thread: lock, read, plan, intent on the disk,
/// steps, read again, result on the disk.
final class Writing {

  private static final int MOST_BARRED = 16;

  private final Host host;
  private final TransactionLog log;
  private final Owning owning;
  private final Recovery recovery;
  private final Arming arming;
  private final Confirming confirming;
  private final WayBack wayBack;
  private final LastSeen lastSeen;
  private final Attempt attempt;
  private final Drifting drifting;

  Writing(Host host, TransactionLog log, WriterLock lock, Arming arming) {
    this.host = host;
    this.log = log;
    this.recovery = new Recovery(host, log);
    this.owning = new Owning(host, log, lock, recovery);
    this.arming = arming;
    this.confirming =
        new Confirming(host, log, arming, new Firing(host, log, this::backAsFarAsPossible));
    this.wayBack = new WayBack(host, log);
    this.lastSeen = new LastSeen(host, log);
    this.attempt = new Attempt(host, log, recovery, lastSeen);
    this.drifting = new Drifting(host, log);
  }

  private interface Wishing {
    Wish wish(Network before) throws EditRefused, IOException;
  }

  Outcome edit(Request request, Edit edit) {
    return transact(
        request,
        before ->
            Wish.edit(Difference.between(before, edit.of(before)).withoutOrderOfOthers(), host));
  }

  /// Where it is forced, what the kernel refuses to bring back is left, and the rest is tried
  /// again.
  Outcome undo(Request request, Undoing what) {
    if (what.dryRun()) {
      return previewed(request, what);
    }
    Map<ObjectKey, String> barred = new HashMap<>();
    Outcome outcome = undo(request, what, barred);
    while (what.force()
        && outcome instanceof Outcome.RolledBack o
        && o.at().isPresent()
        && barred.putIfAbsent(o.at().get(), o.cause()) == null
        && barred.size() <= MOST_BARRED) {
      outcome = undo(request, what, barred);
    }
    return outcome;
  }

  private Outcome undo(Request request, Undoing what, Map<ObjectKey, String> barred) {
    return transact(
        request,
        _ ->
            wayBack.wish(
                Choice.of(log, request, what), what, OptionalLong.empty(), Map.copyOf(barred)));
  }

  Outcome redo(Request request) {
    return transact(
        request,
        _ -> {
          LogIndex.Row undo = Choice.redo(log, request);
          List<Long> again = undo.head.undoOf();
          return wayBack.wish(
              new Choice(List.of(undo), 0),
              Undoing.numbered(List.of(undo.number())),
              OptionalLong.of(again.getFirst()),
              Map.of());
        });
  }

  /// Where the network is otherwise than our transactions left it. It takes no lock.
  Drift drift() throws IOException {
    log.follow();
    return drifting.look();
  }

  Outcome restore(Request request, Optional<String> object) {
    return transact(request, _ -> drifting.restoring(object));
  }

  Outcome adopt(Request request) {
    return changing(
        request,
        () -> {
          host.drained();
          lastSeen.notice(host.refresh(request.footprint()));
          Outcome outcome = drifting.adopt(request);
          lastSeen.saw(host.picture());
          return outcome;
        });
  }

  /// What a way back would come to. It takes no lock: nothing is written.
  private Outcome previewed(Request request, Undoing what) {
    try {
      log.follow();
      return host.beside(() -> {
        try {
          Choice choice = Choice.of(log, request, what);
          host.drained();
          return wayBack.preview(choice, what);
        } catch (EditRefused e) {
          return refused(e);
        } catch (IOException e) {
          return failed(e);
        }
      });
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Outcome transact(Request request, Wishing wishing) {
    return changing(
        request,
        () -> {
          confirming.tend(request.notice());
          return host.beside(() -> guarded(request, wishing));
        });
  }

  private Outcome changing(Request request, Owning.Work<Outcome> work) {
    Optional<String> hindrance = host.description().hindrance();
    if (hindrance.isPresent()) {
      return refused(new EditRefused(Reason.REFUSED, hindrance.get(), ""));
    }
    try {
      return owning.run(request, work);
    } catch (EditRefused e) {
      return refused(e);
    } catch (IOException e) {
      return failed(e);
    }
  }

  Owning owning() {
    return owning;
  }

  Confirming confirming() {
    return confirming;
  }

  /// For a guard, which nobody answers: without what conflicts.
  private Outcome backAsFarAsPossible(
      Request request, LogIndex.Row row, Set<ObjectKey> insisted, Map<ObjectKey, String> without) {
    Undoing what = Undoing.numbered(List.of(row.number())).forced(true).insistingOn(insisted);
    return guarded(
        request,
        _ ->
            wayBack.wish(
                new Choice(List.of(row), 0), what, OptionalLong.empty(), Map.copyOf(without)));
  }

  private Outcome guarded(Request request, Wishing wishing) {
    try {
      return locked(request, wishing);
    } catch (EditRefused e) {
      return refused(e);
    } catch (IOException e) {
      return failed(e);
    }
  }

  private static Outcome failed(IOException why) {
    Reason reason = why instanceof ForeignLog ? Reason.CONFLICT : Reason.FAILED;
    return refused(new EditRefused(reason, "nothing was changed: " + why.getMessage(), ""));
  }

  private static Outcome refused(EditRefused why) {
    return new Outcome.Refused(why, List.of());
  }

  private Outcome locked(Request request, Wishing wishing) throws EditRefused, IOException {
    Network before = host.refresh(request.footprint());
    Wish wish = wish(wishing, before);
    before = host.picture();
    List<Step> steps = steps(wish, before);
    Network planned = before;
    if (steps.isEmpty() && !wish.isUndo()) {
      lastSeen.notice(before);
      return new Outcome.Unchanged();
    }
    Footprint touched =
        request.footprint().and(Footprints.of(steps, before)).and(Areas.of(wish.difference()));
    Network fresh = host.refresh(touched.without(request.footprint()));
    if (lastSeen.notice(fresh) || fresh != before) {
      // what the edit said of a stale image is said again, and what another hand did is named
      wish = wishing.wish(host.picture());
      before = host.picture();
      steps = steps(wish, before);
      if (steps.isEmpty() && !wish.isUndo()) {
        return new Outcome.Unchanged();
      }
      planned = before;
      Footprint more = Footprints.of(steps, before).without(touched);
      touched = touched.and(more);
      before = host.refresh(more);
    }
    if (!request.forced()) {
      replaceable(steps, before);
      if (request.confirm().isEmpty() && !arming.isGuarded()) {
        OwnPath.keep(host, before, steps, wish, request.connection());
      }
    }
    if (!wish.isUndo()) {
      Inexact.warnings(before, wish.difference()).forEach(request.notice());
    }
    long number = log.nextNumber();
    boolean arms = !Firing.isOne(request) && arming.before(request, number);
    log.append(intent(number, request, wish, steps, Image.of(touched, before)));
    if (arms) {
      arming.guard(request, number);
    }
    Goal goal = new Goal(wish.difference());
    Applying applying = new Applying(host, before, goal, touched, request.stopped());
    if (planned == before && wish.rebuilding().isEmpty()) {
      applying.beginWith(steps);
    }
    Outcome outcome = attempt.of(number, wish, applying);
    arming.after(number, arms, outcome);
    return outcome;
  }

  /// Where it is refused, what another hand did may be why: that is recorded, so that it is named.
  private Wish wish(Wishing wishing, Network before) throws EditRefused, IOException {
    try {
      return wishing.wish(before);
    } catch (EditRefused e) {
      if (!lastSeen.notice(host.picture())) {
        throw e;
      }
      return wishing.wish(host.picture());
    }
  }

  /// What the wish needs, as things stand.
  private static List<Step> steps(Wish wish, Network before) {
    Goal goal = new Goal(wish.difference());
    List<Step> steps =
        new ArrayList<>(
            Planner.plan(before, wish.rebuilding().away(before), PlanOptions.EDIT).steps());
    steps.addAll(Planner.plan(before, goal.over(before), wish.options()).steps());
    return steps;
  }

  private static void replaceable(List<Step> steps, Network before) throws EditRefused {
    List<String> reasons = Irreplaceable.of(steps, before);
    if (!reasons.isEmpty()) {
      throw new EditRefused(
          Reason.REFUSED,
          "undo could not bring this back: " + String.join("; ", reasons),
          "take that away first, with the program that made it, or put force before the command");
    }
  }

  private Intent intent(
      long number, Request request, Wish wish, List<Step> steps, Difference image) {
    return new Intent(
        number,
        log.now(),
        request.operator(),
        request.origin(),
        request.command(),
        request.comment(),
        request.forced(),
        wish.undoOf(),
        wish.redoOf(),
        wish.rollbackTo(),
        steps.stream().map(StepText::write).toList(),
        image,
        wish.difference());
  }
}
