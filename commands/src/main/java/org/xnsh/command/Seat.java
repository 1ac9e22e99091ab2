package org.xnsh.command;

import org.xnsh.command.Command.Place;
import org.xnsh.command.Command.Role;

/// From where and as what somebody asks: what help lists, what completion offers and what runs is
/// decided by the same three.
///
/// @param local whether it is at this machine, not over SSH
/// @param interactive whether a human sits at a prompt
public record Seat(Role role, boolean local, boolean interactive) {

  /// At a prompt of this machine.
  public static Seat here(Role role) {
    return new Seat(role, true, true);
  }

  /// Whether a command exists here for this role.
  public boolean has(Command command) {
    return command.role().compareTo(role) <= 0 && isIn(command.place());
  }

  public boolean has(Filters.Declared filter) {
    return isIn(filter.place());
  }

  boolean isIn(Place place) {
    return switch (place) {
      case ANYWHERE -> true;
      case MACHINE -> local;
      case TERMINAL -> local && interactive;
    };
  }
}
