package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Token;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;

/// The show family: the picture in tables. None of it changes anything.
final class ShowCommands {

  private ShowCommands() {}

  static List<Command> all() {
    return List.of(
        show(
            "bridges [<bridge>]",
            "lists bridges",
            "State, id, STP, number of ports, MAC, MTU and addresses of each.",
            (a, c) -> ShowLinks.bridges(name(a, "bridge"), c)),
        show(
            "bridge <bridge>",
            "shows everything known of one bridge",
            """
            What somebody configured and what is in force, of the bridge and its ports; uplinks, vifs \
            with their domains, addresses, routes, permanent neighbours, static forwarding and \
            multicast entries, VLANs.\
            """,
            (a, c) -> ShowLinks.tree(a.text("bridge"), c)),
        show(
            "ports [<port>]",
            "lists ports of bridges",
            "All, those of a bridge, or one: STP state, state of the link, cost, priority, domain.",
            (a, c) -> ShowLinks.ports(name(a, "port"), c)),
        show(
            "links [<link>]",
            "lists links",
            "State, MAC, MTU, master and domain of each. State is no carrier where the link is"
                + " switched on but nothing answers.",
            (a, c) -> ShowLinks.links(name(a, "link"), c)),
        show(
            "vifs [<vif>]",
            "lists vifs and whose they are",
            "A vif is named by its link, its domain's name or id, alone or with the device (web:0), or"
                + " the guest's MAC.",
            (a, c) -> ShowVifs.vifs(name(a, "vif"), c)),
        show(
            "domains [<domain>]",
            "lists domains that have vifs",
            "By id, name or uuid. A domain without a vif is not listed.",
            (a, c) -> ShowVifs.domains(name(a, "domain"), c)),
        show(
            "addresses [<link>]",
            "lists addresses",
            "In the kernel's order, which decides the source address.",
            (a, c) -> addresses(name(a, "link"), c)),
        show(
            "routes [<destination>] [dev <link>] [table <table>]",
            "lists routes",
            "Those of table main where no table is given; table all gives all. Among equal routes"
                + " the first wins.",
            (a, c) ->
                ShowRoutes.routes(name(a, "destination"), name(a, "link"), name(a, "table"), c)),
        show(
            "nexthops [<id:number>]",
            "lists nexthop objects",
            "What each stands for, a group's members with their weights, and how many routes use it.",
            (a, c) -> ShowRoutes.nexthops(name(a, "id"), c)),
        show(
            "rules",
            "lists policy rules",
            "Of both families, in the order in which the kernel asks them.",
            (_, c) -> Result.of(RuleViews.rules(c.picture(), List.of(IpFamily.values())))),
        show(
            "neighbours [<link>]",
            "lists neighbours (ARP and NDP)",
            "Learned ones included, as they are now.",
            (a, c) -> ShowEntries.neighbours(name(a, "link"), c)),
        show(
            "fdb [<bridge>]",
            "lists which MAC address is behind which port",
            "Learned ones included, as they are now. Age counts from the last frame.",
            (a, c) -> ShowEntries.fdb(name(a, "bridge"), c)),
        show(
            "sysctls [<sysctl>]",
            "lists kernel settings of the network",
            "Those that decide over bridging and forwarding; those of a link, by its name; or one"
                + " by its own.",
            (a, c) -> ShowSysctls.sysctls(name(a, "sysctl"), c)),
        show(
            "health",
            "shows whether this host can be worked on",
            """
            Kernel, rights to edit, forwarding, bridge netfilter, and what cuts guests off most often: \
            vifs without a bridge, links that are down, uplinks without carrier, unequal MTUs, \
            addresses on ports, equal MAC addresses, ports that STP holds.\
            """,
            (_, c) -> ShowHealth.health(c)));
  }

  private static Command show(String usage, String summary, String help, Command.Action action) {
    return new Command("show " + usage, summary, help, Role.VIEWER, action);
  }

  private static Optional<String> name(Arguments arguments, String parameter) {
    return arguments.token(parameter).map(Token::text);
  }

  private static Result addresses(Optional<String> name, Context context) {
    Network network = context.picture();
    List<Integer> shown = network.links();
    if (name.isPresent()) {
      OptionalInt link = network.linkNamed(name.get());
      if (link.isEmpty()) {
        return NotFound.link("link", name.get(), network, shown);
      }
      shown = List.of(link.getAsInt());
    }
    return Result.of(LinkViews.addresses(network, shown, List.of(IpFamily.values())));
  }
}
