package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.EarlierLog;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogReading;
import org.xnsh.transaction.log.Verification;

/// The only writer of a namespace. Callers of any thread wait their turn.
public interface Transactions extends AutoCloseable {

  /// The host that it writes to; reading it needs no turn.
  Host host();

  /// The kept picture with all events that came in; takes a turn on the host's thread.
  Network picture();

  /// Makes an edit durable and applies it.
  Outcome edit(Request request, Edit edit);

  /// Takes transactions back, as one: three-way, attribute by attribute. What was changed since
  /// refuses it as a whole, or, forced, is left; what is gone hinders nothing.
  Outcome undo(Request request, Undoing what);

  /// Takes a transaction back: the newest of this operator's that is not undone, or this one.
  ///
  /// @param exact re-creates bridges, so that nothing sticky stays
  default Outcome undo(Request request, OptionalLong number, boolean exact) {
    return undo(request, Undoing.of(number).exactly(exact));
  }

  /// Where the network is otherwise than our transactions left it.
  ///
  /// @throws EditRefused where whoever asks stopped waiting for their turn, or it cannot be told
  Drift drift(Request request) throws EditRefused;

  /// Brings back what our transactions left, as one transaction.
  ///
  /// @param object what it is about; all of it where none is named
  Outcome restoreDrift(Request request, Optional<String> object);

  /// Takes what is there now for what is meant.
  Outcome adoptDrift(Request request);

  /// Does the transaction again that was undone last, unless an edit came between.
  Outcome redo(Request request);

  /// What the log tells.
  LogReading log();

  /// Newest first.
  default List<Entry> entries() {
    return log().entries();
  }

  default Optional<Entry> entry(long number) {
    return log().entry(number);
  }

  /// Where the log was damaged since its last snapshot, by place; nothing is built on what is.
  default List<String> faults() {
    return log().faults();
  }

  /// Reads the whole log, as far as the first fault.
  default Verification verify() {
    return verify(() -> false);
  }

  /// The same, as long as it is not stopped.
  default Verification verify(BooleanSupplier stopped) {
    return log().verify(stopped);
  }

  /// The confirm timer that runs, if one does.
  default Optional<ConfirmTimer> timer() {
    return newestTimer().filter(ConfirmTimer::isRunning);
  }

  /// The timer that was armed last, running or not.
  default Optional<ConfirmTimer> newestTimer() {
    return log().newestTimer();
  }

  /// The confirm timer that a transaction belongs to, running or not; the guard's own undoing
  /// belongs to none.
  default Optional<ConfirmTimer> timerOf(long number) {
    return log().timerOf(number);
  }

  /// Who changes the network just now, in this process or another, in words.
  default Optional<String> holding() {
    return Optional.empty();
  }

  /// Runs something while nothing is changed: nobody waits meanwhile for a lock of this process.
  default void between(Runnable work) {
    work.run();
  }

  /// What earlier boots of this machine left, the last first.
  default List<EarlierLog> earlier() {
    return List.of();
  }

  /// All confirm timers since the last snapshot of the log, newest first.
  default List<ConfirmTimer> timers() {
    return log().timers();
  }

  /// Keeps all transactions of the timer that runs.
  ///
  /// @throws EditRefused where none runs, or it is another operator's
  default ConfirmTimer confirm(Request request) throws EditRefused {
    throw new EditRefused(EditRefused.Reason.FAILED, "nothing is ever armed here", "");
  }

  /// Moves the deadline of the timer that runs.
  default ConfirmTimer extend(Request request, Duration more) throws EditRefused {
    return confirm(request);
  }

  /// Brings back what a process left half done that died, if one did: for who opens the host. Who
  /// must not change anything is told what is left in which state.
  default void recover(Consumer<String> notice) {}

  /// A timer that runs must have a guard that is alive: starts another one where it died.
  ///
  /// @param notice told what was found
  default void tend(Consumer<String> notice) {}

  /// This process ends before what it is in the midst of: another one takes that back.
  default void leave() throws IOException {}

  /// What a guard that is started now would stand on.
  default Guards.Footing footing() {
    return Guards.NONE.footing();
  }

  @Override
  void close();
}
