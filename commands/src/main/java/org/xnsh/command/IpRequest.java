package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.AllRules;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Token;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.transaction.Edit;

/// One line of the link, address, route and neighbour families, typed for xnsh or for `ip`.
///
/// @param line as typed, for the log
/// @param words what comes after the verb
/// @param only the one family that `-4` or `-6` asks for
/// @param brief `-br`
/// @param details `-d`
record IpRequest(
    String line, List<String> words, Optional<IpFamily> only, boolean brief, boolean details) {

  IpRequest {
    words = List.copyOf(words);
  }

  static IpRequest of(Arguments arguments) {
    List<String> words = arguments.words().stream().map(Token::text).toList();
    return new IpRequest(arguments.line(), words, Optional.empty(), false, false);
  }

  IpRequest withWords(List<String> others) {
    return new IpRequest(line, others, only, brief, details);
  }

  Result edit(Context context, Footprint further, Edit edit) {
    Footprint all = footprint(context.drafted()).and(further);
    return OutcomeText.result(context.transactions().edit(context.request(line, all), edit));
  }

  /// Every link that the line names, with its master, addresses and routes.
  Footprint footprint(Network network) {
    List<Area> areas = new ArrayList<>();
    for (String word : words) {
      OptionalInt link = network.linkNamed(word);
      if (link.isPresent()) {
        int index = link.getAsInt();
        areas.add(new OneLink(index));
        areas.add(new AddressesOf(index));
        areas.add(new RoutesOf(index));
        int master = PortEdits.master(network, index);
        if (master != 0) {
          areas.add(new OneLink(master));
        }
      }
    }
    return Footprint.of(areas.toArray(Area[]::new));
  }

  /// Routes, nexthops and rules of both families, as far as `-4` or `-6` does not say otherwise.
  Footprint routing() {
    Footprint all = Footprint.of(new AllNexthops());
    for (IpFamily family : IpFamily.values()) {
      if (only.orElse(family) == family) {
        all = all.and(Footprint.of(new AllRoutes(family), new AllRules(family)));
      }
    }
    return all;
  }

  /// Neighbours and forwarding entries of the links that the line names.
  Footprint entries(Network network) {
    Footprint all = Footprint.NOTHING;
    for (String word : words) {
      OptionalInt link = network.linkNamed(word);
      if (link.isPresent()) {
        int index = link.getAsInt();
        all = all.and(Footprint.of(new NeighboursOf(index), new FdbOf(index)));
      }
    }
    return all;
  }
}
