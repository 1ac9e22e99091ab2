package org.xnsh.shell;

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
record Caller(String operator, String origin, Role role, boolean local, Supplier<Access> access) {

  /// @param interactive whether a human sits at a prompt
  Seat seat(boolean interactive) {
    return new Seat(role, local, interactive);
  }

  /// Who sits at this machine; what they may not is refused by the kernel.
  static Caller here(String operator, String origin, OpenHost host) {
    return new Caller(operator, origin, Role.ADMIN, true, host.access());
  }
}
