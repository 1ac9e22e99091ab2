package org.xnsh.testing;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Difference;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.Drift;
import org.xnsh.transaction.Edit;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.Undoing;
import org.xnsh.transaction.log.LogReading;

/// A writer that must not be written with: a command that only looks does not edit.
public record FixedTransactions(Host host) implements Transactions {

  @Override
  public Network picture() {
    return host.picture();
  }

  @Override
  public Outcome edit(Request request, Edit edit) {
    throw new AssertionError("edits: " + request.command());
  }

  @Override
  public Outcome undo(Request request, Undoing what) {
    throw new AssertionError("undoes: " + request.command());
  }

  @Override
  public Drift drift(Request request) {
    return new Drift(Difference.NONE, List.of(), List.of());
  }

  @Override
  public Outcome restoreDrift(Request request, Optional<String> object) {
    throw new AssertionError("restores: " + request.command());
  }

  @Override
  public Outcome adoptDrift(Request request) {
    throw new AssertionError("adopts: " + request.command());
  }

  @Override
  public Outcome redo(Request request) {
    throw new AssertionError("redoes: " + request.command());
  }

  @Override
  public LogReading log() {
    return new EmptyLog();
  }

  @Override
  public void close() {}
}
