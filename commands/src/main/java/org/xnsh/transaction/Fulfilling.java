package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.TransactionLog;

/// From a wish to what came of it: read, plan, intent on the disk, steps, read again, result on the
/// disk.
final class Fulfilling {

  private final Host host;
  private final TransactionLog log;
  private final Arming arming;
  private final LastSeen lastSeen;
  private final Attempt attempt;

  Fulfilling(Host host, TransactionLog log, Arming arming, LastSeen lastSeen, Attempt attempt) {
    this.host = host;
    this.log = log;
    this.arming = arming;
    this.lastSeen = lastSeen;
    this.attempt = attempt;
  }

  /// What somebody wishes of the picture as it is.
  interface Wishing {
    Wish wish(Network before) throws EditRefused, IOException;
  }

  Outcome fulfil(Request request, Wishing wishing) throws EditRefused, IOException {
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
    }
    Standstill standstill = judged(request, before, wish);
    if (!wish.isUndo()) {
      Inexact.warnings(before, wish.difference()).forEach(request.notice());
      SixAnew.told(before, wish.difference()).forEach(request.notice());
    }
    long number = log.nextNumber();
    boolean arms = !Firing.isOne(request) && arming.before(request, number, standstill);
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

  /// Refuses what would cut the way by which the operator comes, where nobody would take it back.
  ///
  /// @return how long it would stop otherwise
  private Standstill judged(Request request, Network before, Wish wish)
      throws EditRefused, IOException {
    if (request.access().isNone()) {
      return Standstill.NONE;
    }
    Foreseen foreseen = Foreseen.of(before, wish);
    if (foreseen.refused().isPresent()) {
      return Standstill.NONE; // nothing of it will stand
    }
    OwnPath path = OwnPath.look(host, foreseen, request.access());
    if (!request.forced() && request.confirm().isEmpty() && !arming.isGuarded()) {
      path.keep();
    }
    return new Standstill(path.pause());
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
