package org.xnsh.transaction;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.host.Host;
import org.xnsh.network.Network;

/// The only writer of a namespace. Callers of any thread wait their turn.
public interface Transactions extends AutoCloseable {

  /// The host that it writes to; reading it needs no turn.
  Host host();

  /// The kept picture with all events that came in; takes a turn on the host's thread.
  Network picture();

  /// Makes an edit durable and applies it.
  Outcome edit(Request request, Edit edit);

  /// Takes a transaction back: the newest of this operator's that is not undone, or this one.
  ///
  /// @param exact re-creates bridges, so that nothing sticky stays
  Outcome undo(Request request, OptionalLong number, boolean exact);

  /// Does the transaction again that was undone last, unless an edit came between.
  Outcome redo(Request request);

  /// Newest first.
  List<Entry> entries();

  Optional<Entry> entry(long number);

  /// Where the log was damaged, by place; nothing in it is built on what is.
  default List<String> faults() {
    return List.of();
  }

  /// The confirm timer that runs, if one does.
  default Optional<ConfirmTimer> timer() {
    return timers().stream().findFirst().filter(ConfirmTimer::isRunning);
  }

  /// All confirm timers that the log tells of, newest first.
  default List<ConfirmTimer> timers() {
    return List.of();
  }

  @Override
  void close();
}
