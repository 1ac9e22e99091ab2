package org.xnsh.transaction;

import java.util.List;
import java.util.OptionalLong;
import org.xnsh.change.Difference;
import org.xnsh.change.PlanOptions;

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

  static Wish edit(Difference difference) {
    return new Wish(
        difference,
        PlanOptions.EDIT,
        Rebuilding.NONE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }

  boolean isUndo() {
    return undoOf.isPresent();
  }
}
