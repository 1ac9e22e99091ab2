package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.xnsh.change.Difference;
import org.xnsh.host.Host;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.Fulfilling.Wishing;
import org.xnsh.transaction.log.ForeignLog;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.TransactionLog;

/// One transaction after the other, on the writer's thread and under the lock: what each of them
/// wishes. How a wish comes true is told in [Fulfilling].
final class Writing {

  private static final int MOST_BARRED = 16;

  private final Host host;
  private final TransactionLog log;
  private final Owning owning;
  private final Confirming confirming;
  private final WayBack wayBack;
  private final LastSeen lastSeen;
  private final Fulfilling fulfilling;
  private final Drifting drifting;

  Writing(Host host, TransactionLog log, WriterLock lock, Arming arming) {
    this.host = host;
    this.log = log;
    Recovery recovery = new Recovery(host, log);
    this.owning = new Owning(host, log, lock, recovery);
    this.confirming =
        new Confirming(host, log, arming, new Firing(host, log, this::backAsFarAsPossible));
    this.wayBack = new WayBack(host, log);
    this.lastSeen = new LastSeen(host, log);
    this.fulfilling =
        new Fulfilling(host, log, arming, lastSeen, new Attempt(host, log, recovery, lastSeen));
    this.drifting = new Drifting(host, log);
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
        _ -> wayBack.wish(choice(request, what), what, OptionalLong.empty(), Map.copyOf(barred)));
  }

  private Choice choice(Request request, Undoing what) throws EditRefused, IOException {
    Duration up = Duration.ofMillis(10 * host.bootClock());
    return Choice.of(log, request, what, log.now().minus(up));
  }

  Outcome redo(Request request) {
    return transact(
        request,
        _ -> {
          LogIndex.Row undo = Choice.redo(log, request);
          List<Long> again = undo.head().undoOf();
          return wayBack.wish(
              Choice.one(undo),
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
          Choice choice = choice(request, what);
          host.drained();
          return wayBack.preview(choice, what, request.access());
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
        _ -> wayBack.wish(Choice.one(row), what, OptionalLong.empty(), Map.copyOf(without)));
  }

  private Outcome guarded(Request request, Wishing wishing) {
    try {
      return fulfilling.fulfil(request, wishing);
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
}
