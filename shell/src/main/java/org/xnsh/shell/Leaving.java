package org.xnsh.shell;

import java.util.Optional;
import org.xnsh.command.Context;
import org.xnsh.command.TimerWords;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.log.ConfirmTimer;

/// The way out of a session: over staged edits, or over some that are not confirmed, it is asked
/// for twice.
final class Leaving {

  private final Context context;
  private final TerminalOutput output;
  private boolean warned;

  Leaving(Context context, TerminalOutput output) {
    this.context = context;
    this.output = output;
  }

  /// A line is run: who types something else in between has to be told again.
  void runs(String line) {
    warned = warned && line.strip().matches("exit|quit");
  }

  /// Whether the session may end now; then what was staged is dropped.
  boolean isAgreed() {
    if (leavesOpen()) {
      return false;
    }
    drop();
    return true;
  }

  private boolean leavesOpen() {
    Staging staging = context.transactions();
    int staged = staging.staged();
    Optional<ConfirmTimer> timer =
        staging.timer().filter(t -> t.operator().equals(context.operator()));
    if (warned || staged == 0 && timer.isEmpty()) {
      return false;
    }
    warned = true;
    if (staged > 0) {
      output.note(staged + " staged, not made: commit or abort; exit again drops what is staged");
    }
    timer.ifPresent(t ->
        output.note(
            "your edits are "
                + TimerWords.state(t, context.host().bootClock())
                + ": confirm; exit again leaves them to the guard"));
    return true;
  }

  private void drop() {
    try {
      if (context.transactions().isOpen()) {
        context.transactions().abort();
      }
    } catch (EditRefused e) {
      throw new IllegalStateException(e);
    }
  }
}
