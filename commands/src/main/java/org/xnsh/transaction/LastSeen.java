package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Outside;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.Sum;
import org.xnsh.transaction.log.TransactionLog;

/// The network as our side last saw it: this process at the end of its last turn, together with
/// what the log tells of others' turns since. What is otherwise now, other hands changed; whoever
/// holds the lock and notices it first writes it down, once.
///
/// A process that begins knows of no turn: for it, the objects that the log tells of are as they
/// were last seen ([Sum#seen()]), and all else is as it finds it.
final class LastSeen {

  private final Host host;
  private final TransactionLog log;
  private Optional<Network> seen = Optional.empty();

  /// The newest transaction that is in the picture.
  private long newest;

  LastSeen(Host host, TransactionLog log) {
    this.host = host;
    this.log = log;
  }

  /// What this turn has accounted for.
  void saw(Network now) {
    seen = Optional.of(now);
    newest = log.nextNumber() - 1;
  }

  /// After a failure nobody knows what was accounted for.
  void forget() {
    seen = Optional.empty();
  }

  /// Records what other hands changed.
  ///
  /// @param kept as fresh as this turn needs it
  /// @return whether there was anything, or the picture is another one by now
  boolean notice(Network kept) throws IOException {
    Network now = kept;
    Difference suspected = changed(now);
    if (!suspected.isEmpty()) {
      // the kernel sends no event for much of what another process of ours did, as the log tells
      now = host.refresh(Areas.of(suspected));
    }
    OtherHands others = OtherHands.of(now == kept ? suspected : changed(now), now);
    if (!others.isEmpty()) {
      log.append(new Outside(log.nextNumber(), log.now(), others.changes(), others.counted()));
    }
    saw(now);
    return !others.isEmpty() || now != kept;
  }

  private Difference changed(Network now) throws IOException {
    Network then = then(now);
    return joined(Difference.between(then, now), then);
  }

  private Network then(Network now) throws IOException {
    Optional<List<LogIndex.Row>> others = seen.isPresent() ? since() : Optional.empty();
    if (others.isEmpty()) {
      return Sum.of(log).seen().over(now);
    }
    Network then = seen.orElse(now);
    for (LogIndex.Row row : others.get()) {
      then = after(row, then, now);
    }
    return then;
  }

  /// What others did since our last turn, oldest first; nothing where a record does not tell of
  /// all: what a lost one did is nobody's but ours.
  private Optional<List<LogIndex.Row>> since() throws IOException {
    List<LogIndex.Row> rows = new ArrayList<>();
    long next = log.nextNumber();
    if (next == newest + 1) {
      return Optional.of(rows); // as nearly always, and without reading the log
    }
    for (LogIndex.Row row : log.rows()) {
      if (row.number() <= newest) {
        break;
      }
      if (row.number() != next - 1
          || row.damage().isPresent()
          || log.result(row).filter(r -> r.isFlood(row.isOutside())).isPresent()) {
        return Optional.empty();
      }
      next = row.number();
      rows.addFirst(row);
    }
    return next == newest + 1 ? Optional.of(rows) : Optional.empty();
  }

  private Network after(LogIndex.Row row, Network before, Network now) throws IOException {
    Optional<Result> result = log.result(row);
    if (result.isEmpty()) {
      return before;
    }
    boolean isLeftHalf = row.state() == Entry.State.ROLLED_BACK && !result.get().left().isEmpty();
    if (row.state() == Entry.State.UNKNOWN || isLeftHalf) {
      return asFound(log.intent(row), before, now);
    }
    return over(result.get().outside(), over(result.get().changes(), before));
  }

  /// Nobody knows what became of it.
  private static Network asFound(Intent intent, Network before, Network now) {
    Network then = before;
    for (ObjectKey key : intent.image().keys()) {
      then = now.has(key) ? then.with(key, now.get(key)) : then.without(key);
    }
    return then;
  }

  /// An object that was changed was there, also where it is not known.
  static Network over(Difference changes, Network before) {
    Network then = before;
    for (Change change : changes.changes()) {
      if (change instanceof Altered c && !then.has(c.key())) {
        then = then.with(c.key(), c.before());
      }
    }
    return new Goal(changes).over(then);
  }

  /// Without what only joined the picture because somebody asked for it.
  private static Difference joined(Difference difference, Network then) {
    return new Difference(
        difference.changes().stream()
            .filter(change ->
                switch (change) {
                  case Added c -> then.has(c.key()) || !c.key().isReadWhenNamed();
                  case Removed _, Altered _ -> true;
                  case Change.AddressOrder _, Change.RouteOrder _ -> true;
                })
            .toList());
  }
}
