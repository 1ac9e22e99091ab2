package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Refusal;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.TransactionLog;

/// Does what an intent on the disk says, looks at what came of it, and writes that down: all of it,
/// or nothing.
final class Attempt {

  private final Host host;
  private final TransactionLog log;
  private final Recovery recovery;
  private final LastSeen lastSeen;

  Attempt(Host host, TransactionLog log, Recovery recovery, LastSeen lastSeen) {
    this.host = host;
    this.log = log;
    this.recovery = recovery;
    this.lastSeen = lastSeen;
  }

  /// Where the kernel cannot be read or the log not be written in the midst of it, nobody could
  /// take it back later: it goes back at once.
  Outcome of(long number, Wish wish, Applying applying) {
    try {
      return attempted(number, wish, applying);
    } catch (IOException e) {
      lastSeen.forget();
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
    lastSeen.saw(applying.now());
    Difference changes = attribution.ours();
    OtherHands outside = OtherHands.of(attribution.outside(), applying.now());
    remarks.addAll(meanwhile(outside, applying.now()));
    List<String> faults = new ArrayList<>(wish.left());
    faults.addAll(ChangeWords.of(left, applying.now()));
    Entry.State state = faults.isEmpty() ? Entry.State.VERIFIED : Entry.State.APPLIED;
    log.append(
        new Result(
            number,
            log.now(),
            state,
            changes,
            outside.changes(),
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
    lastSeen.saw(back.now());
    log.append(
        new Result(
            number,
            log.now(),
            Entry.State.ROLLED_BACK,
            Difference.NONE,
            OtherHands.of(attribution.outside(), back.now()).changes(),
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

  private static List<String> meanwhile(OtherHands outside, Network names) {
    List<String> lines = new ArrayList<>();
    ChangeWords.of(outside.changes(), names)
        .forEach(line -> lines.add("meanwhile, by another hand: " + line));
    outside.counted().forEach(line -> lines.add("meanwhile, by another hand: " + line));
    return lines;
  }
}
