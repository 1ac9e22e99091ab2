package org.xnsh.transaction;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprints;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Planner;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.StepText;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.LogRecord.Intent;
import org.xnsh.transaction.LogRecord.Result;

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

  Writing(Host host, TransactionLog log, WriterLock lock, Arming arming) {
    this.host = host;
    this.log = log;
    this.recovery = new Recovery(host, log);
    this.owning = new Owning(host, log, lock, recovery);
    this.arming = arming;
    this.confirming =
        new Confirming(host, log, arming, new Firing(host, log, this::backAsFarAsPossible));
    this.wayBack = new WayBack(host, log);
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
    Optional<String> hindrance = host.description().hindrance();
    if (hindrance.isPresent()) {
      return refused(new EditRefused(Reason.REFUSED, hindrance.get(), ""));
    }
    try {
      return owning.run(
          request,
          () -> {
            confirming.tend(request.notice());
            return host.beside(() -> guarded(request, wishing));
          });
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
      Request request, LogIndex.Row row, Map<ObjectKey, String> without) {
    Undoing what = Undoing.numbered(List.of(row.number())).forced(true);
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
    return refused(new EditRefused(Reason.FAILED, "nothing was changed: " + why.getMessage(), ""));
  }

  private static Outcome refused(EditRefused why) {
    return new Outcome.Refused(why, List.of());
  }

  private Outcome locked(Request request, Wishing wishing) throws EditRefused, IOException {
    Network before = host.refresh(request.footprint());
    Wish wish = wishing.wish(before);
    before = host.picture();
    List<Step> steps = steps(wish, before);
    Network planned = before;
    if (steps.isEmpty() && !wish.isUndo()) {
      return new Outcome.Unchanged();
    }
    Footprint touched =
        request.footprint().and(Footprints.of(steps, before)).and(Areas.of(wish.difference()));
    Network fresh = host.refresh(touched.without(request.footprint()));
    if (fresh != before) {
      // what the edit said of a stale image is said again
      wish = wishing.wish(fresh);
      before = host.picture();
      steps = steps(wish, before);
      planned = before;
      Footprint more = Footprints.of(steps, before).without(touched);
      touched = touched.and(more);
      before = host.refresh(more);
    }
    if (!request.forced()) {
      replaceable(steps, before);
      if (request.confirm().isEmpty() && log.timer().isEmpty()) {
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
    Outcome outcome = applied(number, wish, applying);
    arming.after(number, arms, outcome);
    return outcome;
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

  private static Intent intent(
      long number, Request request, Wish wish, List<Step> steps, Difference image) {
    return new Intent(
        number,
        Instant.now(),
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

  /// Where the kernel cannot be read or the log not be written in the midst of it, nobody could
  /// take it back later: it goes back at once.
  private Outcome applied(long number, Wish wish, Applying applying) {
    try {
      return attempted(number, wish, applying);
    } catch (IOException e) {
      return new Outcome.RolledBack(
          number,
          "taken back: " + e.getMessage(),
          0,
          Optional.empty(),
          Difference.NONE,
          recovery.one(number, e));
    }
  }

  private Outcome attempted(long number, Wish wish, Applying applying) throws IOException {
    try {
      if (!wish.rebuilding().isEmpty()) {
        rebuild(wish, applying);
      }
      applying.reach(wish.options());
    } catch (Refusal e) {
      return takenBack(number, applying, e.getMessage(), e.errno());
    } catch (Applying.Stopped e) {
      return takenBack(number, applying, "stopped by the operator", 0);
    }
    List<String> remarks = new ArrayList<>(wish.remarks());
    remarks.addAll(applying.announce());
    boolean isUndo = wish.isUndo();
    if (isUndo) {
      Settled.await(host, applying, wish.difference());
      remarks.addAll(applying.restoreDerived());
      applying.announce();
    }
    Difference left = applying.left(wish.options());
    Attribution attribution = applying.attribution();
    Difference changes = attribution.ours();
    remarks.addAll(meanwhile(attribution, applying.now()));
    List<String> faults = new ArrayList<>(wish.left());
    faults.addAll(ChangeWords.of(left, applying.now()));
    Entry.State state = faults.isEmpty() ? Entry.State.VERIFIED : Entry.State.APPLIED;
    log.append(
        new Result(
            number,
            Instant.now(),
            state,
            changes,
            attribution.outside(),
            remarks,
            isUndo ? faults : List.of()));
    if (faults.isEmpty()) {
      return new Outcome.Done(number, changes, remarks, wish.results());
    }
    return isUndo
        ? new Outcome.PartlyUndone(number, changes, faults, wish.results())
        : new Outcome.Unverified(number, changes, faults);
  }

  /// Half an edit is no edit: what was done is undone at once.
  private Outcome takenBack(long number, Applying applying, String cause, int errno)
      throws IOException {
    Attribution attribution = applying.attribution();
    Difference done = attribution.ours();
    Applying back =
        new Applying(
            host, applying.now(), new Goal(done.reversed()), applying.touched(), () -> false);
    List<String> left = new ArrayList<>();
    try {
      back.reach(PlanOptions.CONFIGURED);
      back.restoreDerived();
      back.announce();
    } catch (Refusal e) {
      left.add(e.getMessage());
    } catch (Applying.Stopped e) {
      throw new IllegalStateException("the way back does not stop", e);
    }
    left.addAll(ChangeWords.of(back.left(PlanOptions.CONFIGURED), back.now()));
    log.append(
        new Result(
            number,
            Instant.now(),
            Entry.State.ROLLED_BACK,
            Difference.NONE,
            attribution.outside(),
            List.of(cause),
            left));
    return new Outcome.RolledBack(number, cause, errno, applying.refused(), Difference.NONE, left);
  }

  /// First away with what has to be made anew, then back to all that was there, but for what is
  /// taken back. What others did meanwhile stays.
  private static void rebuild(Wish wish, Applying applying)
      throws Refusal, Applying.Stopped, IOException {
    Network before = applying.now();
    Goal wanted = applying.goal();
    applying.turnTo(new Goal(Difference.between(before, wish.rebuilding().away(before))));
    applying.reach(PlanOptions.EDIT);
    Network now = applying.now();
    Difference gone = applying.attribution().ours();
    Network target = wanted.over(new Goal(gone.reversed()).over(now));
    applying.turnTo(new Goal(Difference.between(now, target)));
  }

  private static List<String> meanwhile(Attribution attribution, Network names) {
    return ChangeWords.of(attribution.outside(), names).stream()
        .map(line -> "meanwhile, by another hand: " + line)
        .toList();
  }
}
