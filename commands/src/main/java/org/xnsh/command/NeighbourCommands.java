package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.LinkCommands.Verb;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.Network;
import org.xnsh.transaction.EditRefused;

/// `neighbour` and `fdb`: entries that stay are edits; learned ones are only shown.
final class NeighbourCommands {

  private static final String ABOUT =
      """
      Entries that stay (permanent, proxy, static) are part of the picture and of undo; learned ones \
      are read when asked.\
      """;

  private static final String WORDS =
      "{[lladdr <mac>] [dev <link>] [nud {permanent|noarp}] [router] [proto <proto:text>]}...";

  private static final String ENTRY_WORDS =
      "{[dev <link>] [master|self] [static|permanent|local] [sticky] [vlan <vlan:number>]}...";

  private NeighbourCommands() {}

  static List<Command> all() {
    return List.of(
        LinkCommands.view(
            "neighbour show [dev] [<link>]", "lists neighbours", ABOUT, NeighbourCommands::show),
        edit(
            "neighbour add [proxy] <new:address> " + WORDS,
            "makes a neighbour that stays",
            put(false)),
        edit(
            "neighbour replace [proxy] <new:address> " + WORDS,
            "makes or changes a neighbour",
            put(true)),
        edit(
            "neighbour delete <word:text>...",
            "takes a permanent neighbour away",
            NeighbourCommands::delete),
        LinkCommands.view(
            "fdb show [br|brport|dev] [<link>]",
            "lists forwarding entries",
            ABOUT,
            NeighbourCommands::entries),
        edit("fdb add <mac> " + ENTRY_WORDS, "makes a static entry", forward(true, false)),
        edit("fdb replace <mac> " + ENTRY_WORDS, "makes or changes an entry", forward(true, true)),
        edit(
            "fdb delete <mac> " + ENTRY_WORDS, "takes a static entry away", forward(false, false)));
  }

  private static Command edit(String usage, String summary, Verb verb) {
    return LinkCommands.lenient(usage, summary, ABOUT, verb);
  }

  /// The link that a looking line names, if it does.
  private static Optional<Integer> link(Network network, List<String> words) throws EditRefused {
    WordReader reader = new WordReader(words);
    reader.take("dev", "br", "brport");
    return reader.isDone() ? Optional.empty() : Optional.of(reader.link(network));
  }

  static Result show(IpRequest request, Context context) throws IOException {
    Network network = context.picture();
    try {
      Optional<Integer> link = link(network, request.words());
      List<NeighbourEntry> all =
          context.host().neighbours().stream()
              .filter(n -> link.map(l -> l == n.link()).orElse(true))
              .filter(n -> request.only().map(f -> f == n.address().family()).orElse(true))
              .toList();
      return Result.of(EntryViews.neighbours(network, all));
    } catch (EditRefused e) {
      return LinkCommands.refused(e);
    }
  }

  static Verb put(boolean replace) {
    return (request, context) ->
        request.edit(
            context,
            request.entries(context.picture()),
            network -> NeighbourEdits.add(network, request.words(), replace));
  }

  static Result delete(IpRequest request, Context context) {
    return request.edit(
        context,
        request.entries(context.picture()),
        network -> NeighbourEdits.delete(network, request.words()));
  }

  static Verb forward(boolean add, boolean replace) {
    return (request, context) ->
        request.edit(
            context,
            request.entries(context.picture()),
            network -> NeighbourEdits.forward(network, request.words(), add, replace));
  }

  static Result entries(IpRequest request, Context context) throws IOException {
    Network network = context.picture();
    try {
      Optional<Integer> link = link(network, request.words());
      List<EntryViews.Placed> entries = new ArrayList<>();
      for (int bridge : network.bridges()) {
        for (FdbEntry entry : context.host().fdb(bridge)) {
          boolean wanted = link.map(l -> l == bridge || l == entry.link()).orElse(true);
          if (wanted) {
            entries.add(new EntryViews.Placed(bridge, entry));
          }
        }
      }
      return Result.of(EntryViews.fdb(network, entries));
    } catch (EditRefused e) {
      return LinkCommands.refused(e);
    }
  }
}
