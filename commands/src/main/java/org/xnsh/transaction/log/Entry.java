package org.xnsh.transaction.log;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.xnsh.change.Difference;

/// A transaction as the log tells it.
///
/// @param number counts from 1 in a namespace
/// @param at when the intent was written
/// @param comment why, in the operator's words; may be empty
/// @param forced whether safety checks were overruled
/// @param undone the transactions that this one took back, newest first
/// @param redoOf the transaction that this one did again
/// @param rollbackTo the transaction whose state a rollback brought back
/// @param changes what was planned and what the kernel did because of it
/// @param outside what other hands changed in the window; not undone
public record Entry(
    long number,
    Instant at,
    String operator,
    String origin,
    String command,
    String comment,
    boolean forced,
    State state,
    List<Long> undone,
    OptionalLong redoOf,
    OptionalLong rollbackTo,
    Difference changes,
    Difference outside,
    List<String> remarks) {

  /// Where a guard's doing comes from; nobody types it.
  public static final String BY_TIMER = "confirm timer";

  public Entry {
    undone = List.copyOf(undone);
    remarks = List.copyOf(remarks);
  }

  /// What a remark on a damaged record begins with.
  static final String DAMAGED = "damaged: ";

  /// Whether a record of it does not carry its seal.
  public boolean isDamaged() {
    return remarks.stream().anyMatch(r -> r.startsWith(DAMAGED));
  }

  /// The one transaction that it took back.
  public OptionalLong undoOf() {
    return undone.size() == 1 ? OptionalLong.of(undone.getFirst()) : OptionalLong.empty();
  }

  /// Whether other hands made it: a transaction of ours comes from somewhere.
  public boolean isOutside() {
    return operator.equals(LogRecord.Outside.OPERATOR) && origin.isEmpty();
  }

  /// Whether a guard took something back with it, since nobody confirmed that in time.
  public boolean isGuards() {
    return origin.equals(BY_TIMER);
  }

  /// Where a transaction stands.
  public enum State {
    /// Its result was never written.
    INTENDED,
    APPLIED,
    VERIFIED,
    /// It failed and was taken back at once.
    ROLLED_BACK,
    UNDONE,
    PARTLY_UNDONE,
    UNKNOWN
  }
}
