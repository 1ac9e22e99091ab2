package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.host.FdbEntry;
import org.xnsh.network.Network;

/// `show neighbours` and `show fdb`: what the kernel has learned, asked for at that moment.
final class ShowEntries {

  private ShowEntries() {}

  static Result neighbours(Optional<String> name, Context context) throws IOException {
    Network network = context.picture();
    OptionalInt link = name.map(network::linkNamed).orElse(OptionalInt.empty());
    if (name.isPresent() && link.isEmpty()) {
      return NotFound.link("link", name.get(), network, network.links());
    }
    return Result.of(
        EntryViews.neighbours(
            network,
            context.host().neighbours().stream()
                .filter(n -> link.isEmpty() || n.link() == link.getAsInt())
                .toList()));
  }

  static Result fdb(Optional<String> name, Context context) throws IOException {
    Network network = context.picture();
    List<Integer> bridges = network.bridges();
    if (name.isPresent()) {
      OptionalInt bridge = ShowLinks.bridge(network, name.get());
      if (bridge.isEmpty()) {
        return NotFound.link("bridge", name.get(), network, bridges);
      }
      bridges = List.of(bridge.getAsInt());
    }
    List<EntryViews.Placed> entries = new ArrayList<>();
    for (int bridge : bridges) {
      for (FdbEntry entry : context.host().fdb(bridge)) {
        entries.add(new EntryViews.Placed(bridge, entry));
      }
    }
    return Result.of(EntryViews.fdb(network, entries));
  }
}
