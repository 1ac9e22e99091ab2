package org.xnsh.command;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Transactions;

/// What a command works with.
///
/// @param transactions the writer; [#host] for reading
/// @param catalog all commands, for help
/// @param operator the login name
/// @param origin `console`, `script`, `ssh 10.0.0.7`
/// @param role what this session may do
/// @param local whether the session is at this machine's own terminal or script, not over SSH
/// @param interactive whether a human sits at a prompt
/// @param guests the lab's guests, where there is a lab
/// @param stopped true once the operator pressed Ctrl-C
/// @param notice shows a line at once, while the command still runs
public record Context(
    Transactions transactions,
    Catalog catalog,
    String operator,
    String origin,
    Command.Role role,
    boolean local,
    boolean interactive,
    Optional<Guests> guests,
    BooleanSupplier stopped,
    Consumer<String> notice) {

  public Host host() {
    return transactions.host();
  }

  /// The picture as far as events tell; no turn, no I/O of its own beyond draining events.
  public Network picture() {
    return transactions.picture();
  }

  /// A request for the transactions in this session's name.
  public Request request(String line, Footprint footprint) {
    Consumer<String> shown = told -> notice.accept(Escapes.shownLine(told));
    return new Request(operator, origin, line, footprint, stopped, shown);
  }
}
