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
/// @param undoOf the transaction that it takes back
/// @param redoOf the transaction that it does again
/// @param remarks what to say of it at the end
record Wish(
    Difference difference,
    PlanOptions options,
    Rebuilding rebuilding,
    OptionalLong undoOf,
    OptionalLong redoOf,
    List<String> remarks) {

  Wish {
    remarks = List.copyOf(remarks);
  }

  static Wish edit(Difference difference, Host host) throws IOException {
    return new Wish(
        taken(difference, host),
        PlanOptions.EDIT,
        Rebuilding.NONE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }

  /// A time that rounds to the one in force is no change, and has no place in the log: an undo
  /// would walk over it.
  private static Difference taken(Difference wanted, Host host) throws IOException {
    OptionalInt second = Ticks.isAbout(wanted) ? host.ticksPerSecond() : OptionalInt.empty();
    return second.isPresent() ? Ticks.withoutEqual(wanted, second.getAsInt()) : wanted;
  }

  boolean isUndo() {
    return undoOf.isPresent();
  }
}
