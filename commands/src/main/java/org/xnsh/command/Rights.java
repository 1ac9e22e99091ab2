package org.xnsh.command;

import java.util.Locale;
import java.util.Optional;
import org.xnsh.command.Command.Role;

/// Whether a session may do what a command does.
final class Rights {

  private Rights() {}

  /// Why a command does not run; nothing where it does.
  static Optional<String> hindrance(Command command, Context context) {
    if (context.seat().isIn(command.place())) {
      return hindrance(command.role(), context);
    }
    return Optional.of(
        switch (command.place()) {
          case ANYWHERE, MACHINE -> "this works at this machine only, not over SSH";
          case TERMINAL ->
              "this works at a prompt of this machine only, not in a script or over SSH";
        });
  }

  /// Why not; nothing where it may. Whoever looks may always.
  static Optional<String> hindrance(Role needed, Context context) {
    if (needed == Role.VIEWER) {
      return Optional.empty();
    }
    Optional<String> host = context.host().description().hindrance();
    if (host.isPresent()) {
      return host;
    }
    return needed.compareTo(context.role()) > 0
        ? Optional.of(
            "this needs the role "
                + needed.name().toLowerCase(Locale.ROOT)
                + "; this session has the role "
                + context.role().name().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
