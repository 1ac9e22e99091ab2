package org.xnsh.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.transaction.Kept;

/// The sessions that are open beside this one, and what those that died left staged.
public interface Sessions {

  /// Nobody is known, not even who asks.
  Sessions NONE = new NoSessions();

  /// An open session.
  ///
  /// @param own whether it is the one that asks
  /// @param from where its operator is
  /// @param idle how long nothing was typed
  /// @param runs the line that runs, or empty
  /// @param staged how many edits wait for a commit
  /// @param process which it is in, where that is not this one
  record Open(
      long number,
      boolean own,
      String operator,
      Role role,
      String from,
      Instant since,
      Duration idle,
      String runs,
      int staged,
      Optional<Long> process) {}

  /// What a session that died left.
  ///
  /// @param left for how long it is still kept
  record Left(long number, String operator, int staged, Duration left) {}

  /// Those of this process, by number.
  List<Open> open();

  /// Those of other processes, as they were a moment ago. Files are read for it.
  List<Open> elsewhere();

  /// By number.
  List<Left> left();

  /// What came of telling somebody something.
  sealed interface Told {
    /// @param prompts how many there were
    record At(int prompts) implements Told {}

    /// Nobody was told: this operator tells others too often.
    ///
    /// @param pause until they may again
    record TooOften(Duration pause) implements Told {}
  }

  /// Tells the prompts of an operator, or all but the own one; never waits for any.
  Told tell(Optional<String> operator, String text);

  /// Asks a session to come to its end, in the name of who asks; what it runs is stopped between
  /// two steps.
  ///
  /// @return whether there is one
  boolean end(long number);

  /// What this operator's session left; it is kept no longer.
  Optional<Kept> take(long number);

  /// Whether no session can be open on this host that is not known here.
  boolean knowsAll();
}
