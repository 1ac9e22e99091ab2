package org.xnsh.command;

import java.util.Collection;
import java.util.List;
import org.xnsh.grammar.Nearest;
import org.xnsh.network.Network;

/// The answer to a name that names nothing.
final class NotFound {

  private NotFound() {}

  /// @param names what there is, for the nearest one
  static Result of(String noun, String name, Collection<String> names) {
    List<String> nearest = Nearest.of(name, names);
    String hint = "";
    if (!nearest.isEmpty()) {
      hint = "; did you mean " + String.join(" or ", nearest) + "?";
    }
    return Result.error(ExitCode.NOT_FOUND, "there is no " + noun + " '" + name + "'" + hint);
  }

  static Result link(String noun, String name, Network network, Collection<Integer> links) {
    return of(noun, name, links.stream().map(network::nameOf).toList());
  }
}
