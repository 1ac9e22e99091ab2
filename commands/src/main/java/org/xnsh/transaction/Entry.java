package org.xnsh.transaction;

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
/// @param undoOf the transaction that this one undid
/// @param redoOf the transaction that this one did again
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
    OptionalLong undoOf,
    OptionalLong redoOf,
    Difference changes,
    Difference outside,
    List<String> remarks) {

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
