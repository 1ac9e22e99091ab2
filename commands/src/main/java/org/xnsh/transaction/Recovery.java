package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprints;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Refusal;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.LogUnwritable;
import org.xnsh.transaction.log.RecordJson;
import org.xnsh.transaction.log.TransactionLog;

/// Takes back a transaction that has an intent and no result: its process died, before the first
/// step, in the midst of them or after the last one, and nobody knows where.
///
/// The intent holds all that the transaction could touch as it was before. What differs from that
/// now and can be the transaction's doing goes back, side effects included; what it cannot have
/// done another hand did since, and stays.
final class Recovery {

  private final Host host;
  private final TransactionLog log;

  Recovery(Host host, TransactionLog log) {
    this.host = host;
    this.log = log;
  }

  /// Takes back everything that is unfinished.
  ///
  /// @param notice told of each
  void all(Consumer<String> notice) throws IOException {
    for (LogIndex.Row row : log.unfinished().reversed()) {
      Result result = result(row, "its process ended in the middle of it");
      log.append(result);
      String told = "transaction " + row.number() + " was left half done and has been taken back";
      notice.accept(
          result.left().isEmpty() ? told : told + ", except: " + String.join("; ", result.left()));
    }
  }

  /// What is left half done, for who must not bring it back: each transaction, and what it has
  /// changed so far.
  List<String> told() throws IOException {
    List<String> lines = new ArrayList<>();
    for (LogIndex.Row row : log.unfinished()) {
      String what = "transaction " + row.number() + " by " + row.head().operator();
      if (row.damage().isPresent()) {
        lines.add(what + " is left half done, and its record is damaged");
        continue;
      }
      Intent intent = log.intent(row);
      Network now = host.refresh(Areas.of(intent.image()).and(Areas.of(intent.planned())));
      HalfDone done = HalfDone.of(Unfinished.of(intent, now), now);
      List<String> changes = ChangeWords.of(done.back().reversed(), now);
      lines.add(
          what
              + " ("
              + intent.command()
              + ") is left half done; whoever may change this network"
              + " brings it back with the next xnsh. So far: "
              + (changes.isEmpty() ? "nothing" : String.join("; ", changes)));
    }
    return lines;
  }

  /// Takes back the transaction that this process cannot finish.
  ///
  /// @return what is left of it
  List<String> one(long number, IOException cause) {
    List<String> left = new ArrayList<>();
    try {
      for (LogIndex.Row row : log.unfinished()) {
        if (row.number() == number) {
          Result result = result(row, String.valueOf(cause.getMessage()));
          left.addAll(result.left());
          log.append(result);
        }
      }
    } catch (LogUnwritable e) {
      // what is as before now is found so next time, and written down then
      return left;
    } catch (IOException e) {
      left.add(e.getMessage() + "; it is tried again before the next change");
    }
    return left;
  }

  private Result result(LogIndex.Row row, String why) throws IOException {
    if (row.damage().isPresent()) {
      return unknown(row, "its record is damaged");
    }
    try {
      return takeBack(log.intent(row), why);
    } catch (RecordJson.Illegible e) {
      return unknown(row, String.valueOf(e.getMessage()));
    }
  }

  private Result unknown(LogIndex.Row row, String why) {
    return new Result(
        row.number(),
        log.now(),
        Entry.State.UNKNOWN,
        Difference.NONE,
        Difference.NONE,
        List.of(),
        List.of("what it did is not known: " + why));
  }

  private Result takeBack(Intent intent, String why) throws IOException {
    Footprint known = Areas.of(intent.image()).and(Areas.of(intent.planned()));
    Unfinished unfinished = Unfinished.of(intent, host.refresh(known));
    Footprint more = Footprints.of(unfinished.steps(), unfinished.before()).without(known);
    Network now = host.refresh(more);
    unfinished = Unfinished.of(intent, now);
    HalfDone done = HalfDone.of(unfinished, now);
    Applying back = new Applying(host, now, new Goal(done.back()), known.and(more), () -> false);
    List<String> left = new ArrayList<>(done.others());
    List<String> remarks = new ArrayList<>(List.of(why));
    try {
      back.reach(PlanOptions.CONFIGURED);
      Settled.await(host, back, done.back());
      remarks.addAll(back.restoreDerived());
      back.announce();
    } catch (Refusal e) {
      left.add(e.getMessage());
    } catch (Applying.Stopped e) {
      throw new IllegalStateException("a recovery does not stop", e);
    }
    left.addAll(ChangeWords.of(back.left(PlanOptions.CONFIGURED), back.now()));
    return new Result(
        intent.number(),
        log.now(),
        left.isEmpty() ? Entry.State.ROLLED_BACK : Entry.State.UNKNOWN,
        Difference.NONE,
        Difference.NONE,
        remarks,
        left);
  }
}
