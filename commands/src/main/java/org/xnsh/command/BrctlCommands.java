package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Command.Strictness;
import org.xnsh.grammar.Token;

/// The brctl family. Each subcommand is declared for completion and help; all end in [Brctl], which
/// gets the words as they were typed.
final class BrctlCommands {

  private static final String DIFFERENCES =
      """

      Output, errors and exit codes are those of bridge-utils 1.7.1, with three differences:
      1. a name over 15 characters is refused; brctl cuts it
      2. several links of one addif or delif are one transaction: all or none
      3. a bad number is refused whole: one with something behind it (5x), inf, nan, and seconds \
      that are negative or too many for the kernel's interface (over 42949672)\
      """;

  private BrctlCommands() {}

  static List<Command> all() {
    return List.of(
        edit("addbr <name>", "adds a bridge", "The bridge is down and has no ports."),
        edit(
            "delbr <bridge>",
            "deletes a bridge",
            "The bridge must be down. Its addresses, routes and settings go with it; undo brings"
                + " them back under the same ifindex."),
        edit(
            "addif <bridge> <free-link>...",
            "adds links to a bridge",
            "A link that is in a bridge already is refused; take it out with delif first."),
        edit(
            "delif <bridge> <port>...",
            "takes ports out of a bridge",
            "Cost, priority, hairpin, VLANs and static entries of a port go with it; undo brings"
                + " them back."),
        edit(
            "hairpin <bridge> <port> {on|off}",
            "turns hairpin mode on or off",
            "A port in hairpin mode may send a frame back where it came from."),
        edit("setageing <bridge> <seconds>", "sets the ageing time", "Seconds."),
        edit("setbridgeprio <bridge> <number(0-65535)>", "sets the bridge priority", "0 to 65535."),
        edit(
            "setfd <bridge> <seconds>",
            "sets the forward delay",
            "Seconds: 2 to 30 with STP, any without."),
        edit("sethello <bridge> <seconds(1-10)>", "sets the hello time", "Seconds, 1 to 10."),
        edit(
            "setmaxage <bridge> <seconds(6-40)>",
            "sets the maximum message age",
            "Seconds, 6 to 40."),
        edit(
            "setpathcost <bridge> <port> <number(1-65535)>",
            "sets a port's path cost",
            "1 to 65535. As with brctl, the bridge is looked at only where the port cannot be set."),
        edit(
            "setportprio <bridge> <port> <number(0-63)>",
            "sets a port's priority",
            "0 to 63. As with brctl, the bridge is looked at only where the port cannot be set."),
        look("show [<bridge>...]", "lists bridges and their ports", "Sorted by name."),
        look("showmacs <bridge>", "lists the MAC addresses that a bridge knows", "Sorted by MAC."),
        look("showstp <bridge>", "shows a bridge's STP state", "Times are in seconds."),
        edit(
            "stp <bridge> {on|off}",
            "turns STP on or off",
            "Turning it on lifts a forward delay below 2 seconds; undo lowers it again."),
        command(
            "brctl [<text>...]", "bridge administration in brctl's words", "", "", Role.VIEWER));
  }

  private static Command edit(String usage, String summary, String help) {
    String name = usage.substring(0, usage.indexOf(' '));
    return command("brctl " + usage, summary, help, name, Role.OPERATOR);
  }

  private static Command look(String usage, String summary, String help) {
    String name = usage.substring(0, usage.indexOf(' '));
    return command("brctl " + usage, summary, help, name, Role.VIEWER);
  }

  private static Command command(
      String usage, String summary, String help, String name, Role role) {
    return new Command(
        usage,
        summary,
        help + DIFFERENCES,
        role,
        Strictness.LENIENT,
        (arguments, context) -> {
          List<String> words = new ArrayList<>();
          if (!name.isEmpty()) {
            words.add(name);
          }
          arguments.words().stream().map(Token::text).forEach(words::add);
          return Brctl.run(arguments.line(), words, context);
        });
  }
}
