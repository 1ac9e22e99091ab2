package org.xnsh.transaction;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.xnsh.change.Difference;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Ticks;
import org.xnsh.host.Host;

/// What a transaction goes for, once the lock is held.
///
/// @param difference what is wanted
/// @param rebuilding what has to go and come back before
/// @param undoOf the transactions that it takes back, newest first
/// @param redoOf the transaction that it does again
/// @param rollbackTo the transaction whose state a rollback brings back
/// @param remarks what to say of it at the end
/// @param results what becomes of each object in a way back
/// @param left what a way back leaves as it is, one sentence each
record Wish(
    Difference difference,
    PlanOptions options,
    Rebuilding rebuilding,
    List<Long> undoOf,
    OptionalLong redoOf,
    OptionalLong rollbackTo,
    List<String> remarks,
    List<ObjectResult> results,
    List<String> left) {

  Wish {
    undoOf = List.copyOf(undoOf);
    remarks = List.copyOf(remarks);
    results = List.copyOf(results);
    left = List.copyOf(left);
  }

  static Wish edit(Difference difference, Host host) throws IOException {
    return plain(taken(difference, host), PlanOptions.EDIT);
  }

  /// One that takes no transaction back.
  static Wish plain(Difference difference, PlanOptions options) {
    return new Wish(
        difference,
        options,
        Rebuilding.NONE,
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /// A time that rounds to the one in force is no change, and has no place in the log: an undo
  /// would walk over it.
  private static Difference taken(Difference wanted, Host host) throws IOException {
    OptionalInt second = Ticks.isAbout(wanted) ? host.ticksPerSecond() : OptionalInt.empty();
    return second.isPresent() ? Ticks.withoutEqual(wanted, second.getAsInt()) : wanted;
  }

  boolean isUndo() {
    return !undoOf.isEmpty();
  }
}
