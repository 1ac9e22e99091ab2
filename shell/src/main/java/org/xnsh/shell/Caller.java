package org.xnsh.shell;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Seat;
import org.xnsh.path.Access;

/// Whose session it is, and what they may.
///
/// @param operator the login name
/// @param origin where they are, as the log tells it: `console`, `script`, `ssh 10.0.0.7`
/// @param local whether they are at this machine, where files may be named
/// @param access what they come by, where an edit here could cut it
/// @param journal told each line that they have run
record Caller(
    String operator,
    String origin,
    Role role,
    boolean local,
    Supplier<Access> access,
    Consumer<String> journal) {

  /// @param interactive whether a human sits at a prompt
  Seat seat(boolean interactive) {
    return new Seat(role, local, interactive);
  }

  /// Whose lines no log wants but that of transactions.
  Caller(String operator, String origin, Role role, boolean local, Supplier<Access> access) {
    this(operator, origin, role, local, access, _ -> {});
  }

  /// Who sits at this machine. The kernel decides: who may change this network, as root or because
  /// the namespace is their own, could do so with any program, and is its admin; anybody else
  /// looks.
  static Caller here(String operator, String origin, OpenHost host) {
    Role role = host.transactions().host().description().canEdit() ? Role.ADMIN : Role.VIEWER;
    return new Caller(operator, origin, role, true, host.access());
  }
}
