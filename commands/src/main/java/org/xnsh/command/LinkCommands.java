package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.xnsh.change.Footprint;
import org.xnsh.command.Command.Role;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.transaction.EditRefused;

/// `link` and `address`: `ip`'s words for both.
final class LinkCommands {

  private static final String LINK =
      """
      Takes ip's words, several in one line, done all or none; undo brings back what was. \
      'master BRIDGE' moves a port from one bridge to another deliberately. Bridge times are in \
      hundredths of a second as with ip, not in seconds as with brctl.\
      """;
  private static final String ADDRESS =
      "Takes ip's words. Undo brings back addresses in their order, which decides the source address.";

  private static final String ADDRESS_WORDS =
      "{[dev <link>] [peer <peer:text>] [broadcast <broadcast:text>]"
          + " [label <label:text>] [scope {global|link|host}] [metric <metric:number>]"
          + " [valid_lft <valid:text>] [preferred_lft <preferred:text>] [nodad] [noprefixroute]"
          + " [home] [mngtmpaddr] [autojoin]}...";

  private LinkCommands() {}

  static List<Command> all() {
    return List.of(
        view("link show [dev] [<link>]", "lists links", LINK, LinkCommands::show),
        edit(
            "link add <new:name> type {bridge [<option:text>]... | veth peer name <peer:name>}",
            "makes a bridge or a pair of veths",
            LINK,
            LinkCommands::add),
        edit("link delete [dev] <link>", "takes a bridge or veth away", LINK, LinkCommands::delete),
        edit(
            "link set [dev] <link> {[up] [down] [mtu <mtu:number>] [address <mac>]"
                + " [name <new:name>] [arp {on|off}] [multicast {on|off}]"
                + " [allmulticast {on|off}] [promisc {on|off}] [alias <alias:text>]"
                + " [master <bridge>] [nomaster] [group <group:text>]"
                + " [txqueuelen <packets:number>] [protodown {on|off}] [dynamic {on|off}]"
                + " [mode {default|dormant}] [addrgenmode <mode:text>]"
                + " [type {bridge|bridge_slave} <option:text>...]}...",
            "changes a link, a bridge's options or a port's",
            LINK,
            LinkCommands::set),
        view("address show [dev] [<link>]", "lists addresses", ADDRESS, LinkCommands::addresses),
        lenient(
            "address add <new:prefix> " + ADDRESS_WORDS,
            "gives a link an address",
            ADDRESS,
            addressVerb("add")),
        lenient(
            "address replace <prefix> " + ADDRESS_WORDS,
            "adds an address or changes its lifetimes and flags",
            ADDRESS,
            addressVerb("replace")),
        lenient(
            "address delete <prefix> " + ADDRESS_WORDS,
            "takes an address away",
            ADDRESS,
            addressVerb("delete")),
        lenient(
            "address flush [dev] <link> [<word:text>]...",
            "takes all addresses of a link away",
            ADDRESS,
            addressVerb("flush")));
  }

  /// What a line of these families does, typed either way.
  @FunctionalInterface
  interface Verb {
    Result run(IpRequest request, Context context) throws IOException;
  }

  static Command view(String usage, String summary, String help, Verb verb) {
    return new Command(
        usage, summary, help, Role.VIEWER, (a, context) -> verb.run(IpRequest.of(a), context));
  }

  /// An edit whose words the verb reads as `ip` does, in any order and abbreviation; the usage is
  /// for completion and help.
  static Command lenient(String usage, String summary, String help, Verb verb) {
    return new Command(
        usage,
        summary,
        help,
        Role.OPERATOR,
        Command.Strictness.LENIENT,
        (a, context) -> verb.run(IpRequest.of(a), context));
  }

  static Command edit(String usage, String summary, String help, Verb verb) {
    return new Command(
        usage, summary, help, Role.OPERATOR, (a, context) -> verb.run(IpRequest.of(a), context));
  }

  static Result show(IpRequest request, Context context) {
    Network network = context.picture();
    try {
      List<Integer> links = named(network, request.words());
      return Result.of(
          request.details()
              ? LinkViews.details(network, links)
              : LinkViews.links(network, links, request.brief()));
    } catch (EditRefused e) {
      return refused(e);
    }
  }

  /// `bridge link`: the links that are ports.
  static Result ports(IpRequest request, Context context) {
    Network network = context.picture();
    try {
      List<Integer> ports =
          named(network, request.words()).stream()
              .filter(l -> PortEdits.master(network, l) != 0)
              .toList();
      return Result.of(
          request.details()
              ? LinkViews.details(network, ports)
              : LinkViews.links(network, ports, request.brief()));
    } catch (EditRefused e) {
      return refused(e);
    }
  }

  static Result addresses(IpRequest request, Context context) {
    Network network = context.picture();
    try {
      List<IpFamily> families =
          request.only().map(List::of).orElseGet(() -> List.of(IpFamily.values()));
      List<String> words = new ArrayList<>(request.words());
      Predicate<Attributes> shown = _ -> true;
      int scope = words.indexOf("scope");
      if (scope >= 0 && scope + 1 < words.size()) {
        long wanted = Numbered.scope(words.remove(scope + 1));
        words.remove(scope);
        shown = a -> a.number(AddressAttributes.SCOPE) == wanted;
      }
      return Result.of(LinkViews.addresses(network, named(network, words), families, shown));
    } catch (EditRefused e) {
      return refused(e);
    }
  }

  /// The links that a looking line means: all, one, the ports of `master BRIDGE`, `up`, `type`.
  private static List<Integer> named(Network network, List<String> words) throws EditRefused {
    WordReader reader = new WordReader(words);
    List<Integer> links = network.links();
    while (!reader.isDone()) {
      if (reader.take("master")) {
        List<Integer> ports = List.copyOf(network.ports(reader.link(network)));
        links = links.stream().filter(ports::contains).toList();
      } else if (reader.take("up")) {
        links = links.stream().filter(l -> LinkEdits.isUp(network, l)).toList();
      } else if (reader.take("type")) {
        String kind = reader.next("a type");
        links = links.stream().filter(l -> LinkEdits.kind(network, l).equals(kind)).toList();
      } else {
        reader.take("dev");
        int link = reader.link(network);
        links = links.stream().filter(l -> l == link).toList();
      }
    }
    return links;
  }

  static Result add(IpRequest request, Context context) {
    return request.edit(
        context,
        Footprint.NOTHING,
        network -> LinkEdits.add(network, new WordReader(request.words())));
  }

  static Result delete(IpRequest request, Context context) {
    Network network = context.picture();
    Footprint all = request.entries(network);
    for (String word : request.words()) {
      if (network.linkNamed(word).isPresent()) {
        all = all.and(BridgeEdits.ofDeletion(network, network.linkNamed(word).getAsInt()));
      }
    }
    return request.edit(
        context, all, before -> LinkEdits.delete(before, new WordReader(request.words())));
  }

  static Result set(IpRequest request, Context context) {
    return request.edit(
        context,
        request.entries(context.picture()),
        network -> LinkWords.set(network, request.words()));
  }

  static Verb addressVerb(String verb) {
    return (request, context) -> {
      long now = context.host().bootClock() / 100;
      List<String> words = request.words();
      return request.edit(
          context,
          Footprint.NOTHING,
          network ->
              switch (verb) {
                case "add" -> AddressEdits.add(network, words, now);
                case "replace" -> AddressEdits.replace(network, words, now);
                case "delete" -> AddressEdits.delete(network, words);
                default -> AddressEdits.flush(network, words, request.only());
              });
    };
  }

  static Result refused(EditRefused why) {
    String message = String.valueOf(why.getMessage());
    ExitCode exit = OutcomeText.exit(why.reason());
    return why.hint().isEmpty()
        ? Result.error(exit, message)
        : Result.error(exit, message, why.hint());
  }
}
