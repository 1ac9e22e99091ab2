package org.xnsh.transaction;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.change.Difference;
import org.xnsh.change.PlanOptions;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.Sum;
import org.xnsh.transaction.log.TransactionLog;

/// What is to be done about drift, on the writer's thread and under its lock.
final class Drifting {

  private final Host host;
  private final TransactionLog log;

  Drifting(Host host, TransactionLog log) {
    this.host = host;
    this.log = log;
  }

  /// Reads what our transactions touched anew.
  Drift look() throws IOException {
    Sum sum = Sum.of(log);
    host.drained();
    return Drift.of(sum, host.refresh(Areas.of(sum.left().asDifference())));
  }

  /// The way back to what our transactions left, as an edit.
  ///
  /// @param object what it is about; all of it where none is named
  Wish restoring(Optional<String> object) throws EditRefused, IOException {
    Drift all = look();
    Network now = host.picture();
    Drift drift = object.map(o -> all.about(o, now)).orElse(all);
    if (object.isPresent() && drift.changes().isEmpty()) {
      throw new EditRefused(
          Reason.NOT_FOUND,
          object.get() + " is as our transactions left it, or they never touched it",
          "drift lists what is otherwise");
    }
    return Wish.plain(drift.changes().reversed(), PlanOptions.CONFIGURED);
  }

  /// Records what is there as what is meant: a transaction that asks the kernel for nothing, and
  /// whose undo restores.
  Outcome adopt(Request request) throws IOException {
    Difference drift = look().changes();
    if (drift.isEmpty()) {
      return new Outcome.Unchanged();
    }
    long number = log.nextNumber();
    Instant at = log.now();
    log.append(
        new Intent(
            number,
            at,
            request.operator(),
            request.origin(),
            request.command(),
            request.comment(),
            request.forced(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            Difference.NONE,
            drift));
    log.append(
        new Result(number, at, Entry.State.VERIFIED, drift, Difference.NONE, List.of(), List.of()));
    return new Outcome.Done(number, drift, List.of());
  }
}
