package org.xnsh.command;

import java.util.List;
import org.xnsh.command.LinkCommands.Verb;
import org.xnsh.command.RouteEdits.Where;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;
import org.xnsh.path.Lookup;
import org.xnsh.transaction.EditRefused;

/// `route`, `nexthop` and `rule`: `ip`'s words for each.
final class RouteCommands {

  private static final String ABOUT =
      "Takes ip's words, for IPv4 and IPv6. The order of equal routes is part of what undo restores.";

  private static final String TO_NEW =
      "[unicast|blackhole|unreachable|prohibit] {default|<new:destination>} ";

  private static final String ROUTE_WORDS =
      "{[via <gateway>] [dev <link>] [src <address>] [metric <metric:number>] [table <table>]"
          + " [proto <proto:text>] [scope {global|link|host}] [onlink] [mtu <mtu:number>]"
          + " [nhid <nhid:number>] [pref <pref:text>] [nexthop <hop:text>...]}...";

  private RouteCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "route show {[<destination>] [dev <link>] [table <table>] [via <gateway>]"
                + " [proto <proto:text>] [scope <scope:text>]}...",
            "lists routes",
            ABOUT,
            Command.Role.VIEWER,
            Command.Strictness.LENIENT,
            (a, context) -> show(IpRequest.of(a), context)),
        LinkCommands.view(
            "route get <address> [from <from:address>]",
            "says which route an address takes",
            "The rules are asked in their order, as for a packet of this host.\n" + ABOUT,
            RouteCommands::get),
        edit("route add " + TO_NEW + ROUTE_WORDS, "makes a route", put(Where.ADD)),
        edit(
            "route replace " + TO_NEW + ROUTE_WORDS,
            "makes or changes a route",
            put(Where.REPLACE)),
        edit(
            "route append " + TO_NEW + ROUTE_WORDS,
            "puts a route behind its equals",
            put(Where.APPEND)),
        edit(
            "route prepend " + TO_NEW + ROUTE_WORDS,
            "puts a route before its equals",
            put(Where.PREPEND)),
        edit(
            "route delete [unicast|blackhole|unreachable|prohibit] <destination> " + ROUTE_WORDS,
            "takes a route away",
            RouteCommands::delete),
        LinkCommands.view("nexthop show", "lists nexthop objects", ABOUT, RouteCommands::nexthops),
        edit("nexthop add <word:text>...", "makes a nexthop object", nexthop(false)),
        edit("nexthop replace <word:text>...", "makes or changes a nexthop", nexthop(true)),
        edit("nexthop delete <word:text>...", "takes a nexthop away", RouteCommands::nexthopDelete),
        LinkCommands.view("rule show", "lists policy rules", ABOUT, RouteCommands::rules),
        edit("rule add <word:text>...", "makes a policy rule", RouteCommands::ruleAdd),
        edit("rule delete <word:text>...", "takes a policy rule away", RouteCommands::ruleDelete));
  }

  private static Command edit(String usage, String summary, Verb verb) {
    return LinkCommands.lenient(usage, summary, ABOUT, verb);
  }

  static Result show(IpRequest request, Context context) {
    Network network = context.picture();
    try {
      List<String> words = request.words().stream().filter(w -> !w.equals("all")).toList();
      boolean every = words.size() < request.words().size();
      List<String> rest = every ? words.stream().filter(w -> !w.equals("table")).toList() : words;
      RouteWords given = RouteWords.read(network, rest, request.only());
      long table = given.table.orElse(RouteGroup.MAIN);
      IpFamily family = given.family();
      List<RouteKey> routes =
          network.routeGroups().stream()
              .filter(g -> every || g.table() == table)
              .filter(g -> every && request.only().isEmpty() || g.family() == family)
              .filter(g -> given.given().map(g.destination()::equals).orElse(true))
              .sorted()
              .flatMap(g -> network.routes(g).stream())
              .filter(k -> RouteEdits.fits(network, k, given))
              .toList();
      return Result.of(RouteViews.routes(network, routes));
    } catch (EditRefused e) {
      return LinkCommands.refused(e);
    }
  }

  static Result get(IpRequest request, Context context) {
    Network network = context.picture();
    try {
      WordReader words = new WordReader(request.words());
      words.take("to");
      IpAddress to = words.address("the destination");
      IpAddress from =
          words.take("from")
              ? words.address("the source")
              : IpAddress.of(new byte[to.family().bytes()]);
      if (!words.isDone()) {
        throw words.unknown("route get", "from");
      }
      if (from.family() != to.family()) {
        throw WordReader.usage(
            "packets from " + from + " do not go to " + to, "both are of IPv4, or both of IPv6");
      }
      return switch (Lookup.of(network, to, from)) {
        case Lookup.Answer.Route(RouteKey route) ->
            Result.of(RouteViews.routes(network, List.of(route)));
        case Lookup.Answer.Denied(String how) ->
            Result.error(ExitCode.NOT_FOUND, "no route leads to " + to + ": " + how + " says no");
        case Lookup.Answer.None _ -> Result.error(ExitCode.NOT_FOUND, "no route leads to " + to);
      };
    } catch (EditRefused e) {
      return LinkCommands.refused(e);
    }
  }

  static Verb put(Where where) {
    return (request, context) ->
        request.edit(
            context,
            request.routing(),
            network -> RouteEdits.put(network, request.words(), request.only(), where));
  }

  static Result delete(IpRequest request, Context context) {
    return request.edit(
        context,
        request.routing(),
        network -> RouteEdits.delete(network, request.words(), request.only()));
  }

  static Result nexthops(IpRequest request, Context context) {
    return Result.of(
        RouteViews.nexthops(context.picture(), RouteViews.nexthopKeys(context.picture())));
  }

  static Verb nexthop(boolean replace) {
    return (request, context) ->
        request.edit(
            context,
            request.routing(),
            network -> NexthopEdits.put(network, request.words(), request.only(), replace));
  }

  static Result nexthopDelete(IpRequest request, Context context) {
    return request.edit(
        context, request.routing(), network -> NexthopEdits.delete(network, request.words()));
  }

  static Result rules(IpRequest request, Context context) {
    return Result.of(
        RuleViews.rules(context.picture(), List.of(request.only().orElse(IpFamily.IPV4))));
  }

  static Result ruleAdd(IpRequest request, Context context) {
    return request.edit(
        context,
        request.routing(),
        network -> RuleEdits.add(network, request.words(), request.only()));
  }

  static Result ruleDelete(IpRequest request, Context context) {
    return request.edit(
        context,
        request.routing(),
        network -> RuleEdits.delete(network, request.words(), request.only()));
  }
}
