package org.xnsh.transaction;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.xnsh.change.Footprint;
import org.xnsh.path.Access;

/// Who wants an edit, in which words, and how far they will wait.
///
/// @param operator the login name (login uid or SUDO_USER), not `root`
/// @param origin where from: `console`, `ssh 10.0.0.7`, `script`
/// @param command the line as typed
/// @param comment why, in the operator's words; may be empty
/// @param forced goes through where a safety check would refuse it; the log tells
/// @param confirm how long the edit stands unless it is confirmed; nothing where it just stands
/// @param access what the operator's session comes by, where it comes over this network: an edit
///   must not cut it
/// @param footprint what the edit looks at and may touch, as far as the command knows; refreshed
///   before the edit is called
/// @param stopped asked between steps: true rolls back what was done
/// @param notice told while it runs what an operator should know: one line each
public record Request(
    String operator,
    String origin,
    String command,
    String comment,
    boolean forced,
    Optional<Duration> confirm,
    Access access,
    Footprint footprint,
    BooleanSupplier stopped,
    Consumer<String> notice) {

  /// An ordinary one: without a comment and not forced.
  public Request(
      String operator,
      String origin,
      String command,
      Footprint footprint,
      BooleanSupplier stopped,
      Consumer<String> notice) {
    this(
        operator,
        origin,
        command,
        "",
        false,
        Optional.empty(),
        Access.NONE,
        footprint,
        stopped,
        notice);
  }

  /// The same, whatever a safety check says.
  public Request byForce() {
    return with(command, comment, true, confirm, access, footprint);
  }

  /// What is refreshed when only the footprint of the planned steps counts.
  public Request withFootprint(Footprint other) {
    return with(command, comment, forced, confirm, access, other);
  }

  /// The same, taken back after this time unless it is confirmed.
  public Request confirmedWithin(Duration time) {
    return with(command, comment, forced, Optional.of(time), access, footprint);
  }

  /// The same, of a session that comes by this.
  public Request over(Access other) {
    return with(command, comment, forced, confirm, other, footprint);
  }

  /// The same session's for something else.
  public Request about(String line, String why, Footprint looked) {
    return with(line, why, forced, confirm, access, looked);
  }

  private Request with(
      String line,
      String why,
      boolean force,
      Optional<Duration> time,
      Access by,
      Footprint looked) {
    return new Request(operator, origin, line, why, force, time, by, looked, stopped, notice);
  }
}
