package org.xnsh.command;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Staging;

/// What a command works with.
///
/// @param transactions the session's way to the writer; [#host] for reading
/// @param grammar all commands, for help and for those that run a line
/// @param operator the login name
/// @param origin `console`, `script`, `ssh 10.0.0.7`
/// @param role what this session may do
/// @param local whether the session is at this machine's own terminal or script, not over SSH
/// @param interactive whether a human sits at a prompt
/// @param guests the lab's guests, where there is a lab
/// @param stopped true once the operator pressed Ctrl-C
/// @param notice shows a line at once, while the command still runs
/// @param sessions the other sessions
/// @param forced whether edits go through where a safety check would refuse them
public record Context(
    Staging transactions,
    CommandGrammar grammar,
    String operator,
    String origin,
    Command.Role role,
    boolean local,
    boolean interactive,
    Optional<Guests> guests,
    BooleanSupplier stopped,
    Consumer<String> notice,
    Sessions sessions,
    boolean forced) {

  /// A session that knows of no others.
  public Context(
      Staging transactions,
      CommandGrammar grammar,
      String operator,
      String origin,
      Command.Role role,
      boolean local,
      boolean interactive,
      Optional<Guests> guests,
      BooleanSupplier stopped,
      Consumer<String> notice) {
    this(
        transactions,
        grammar,
        operator,
        origin,
        role,
        local,
        interactive,
        guests,
        stopped,
        notice,
        Sessions.NONE,
        false);
  }

  /// The same session among others.
  public Context among(Sessions others) {
    return with(transactions, others, forced);
  }

  public Seat seat() {
    return new Seat(role, local, interactive);
  }

  public Host host() {
    return transactions.host();
  }

  /// The host as it is, as far as events tell; no turn, no I/O of its own beyond draining events.
  public Network picture() {
    return transactions.present();
  }

  /// The host as an edit sees it: with what is staged.
  public Network drafted() {
    return transactions.picture();
  }

  /// As [#drafted()] without a turn, for the footprint of an edit: it costs nothing, and what came
  /// since is taken in when the edit is made.
  Network known() {
    return transactions.known();
  }

  /// The same session, with edits going elsewhere; what is only tried speaks to nobody.
  Context with(Staging other) {
    return with(other, Sessions.NONE, forced);
  }

  /// The same session, with edits that go through whatever a safety check says.
  Context byForce() {
    return with(transactions, sessions, true);
  }

  private Context with(Staging edits, Sessions others, boolean force) {
    return new Context(
        edits,
        grammar,
        operator,
        origin,
        role,
        local,
        interactive,
        guests,
        stopped,
        notice,
        others,
        force);
  }

  /// A request for the transactions in this session's name.
  public Request request(String line, Footprint footprint) {
    Consumer<String> shown = told -> notice.accept(Escapes.shownLine(told));
    Request request = new Request(operator, origin, line, footprint, stopped, shown);
    return forced ? request.byForce() : request;
  }
}
