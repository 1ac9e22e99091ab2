package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Arguments;

/// `guest`: acts in a lab's guest with fixed verbs, as one would on its console.
public final class GuestCommands {

  private static final String ABOUT =
      """
      Acts inside a guest of the lab, as its own console would. What a guest does to itself is not \
      part of dom0's picture, so undo does not touch it.\
      """;

  /// A guest has one interface.
  private static final String LINK = "eth0";

  private GuestCommands() {}

  /// The family; empty-handed on a host that is no lab.
  public static List<Command> all() {
    return List.of(
        command("guest list", "names the lab's guests", (_, context) -> list(context)),
        command(
            "guest <guest> ping <address> [<count:number(1-999)>]",
            "pings from a guest; 3 packets where no count is given",
            (a, context) -> ping(a, context)),
        command(
            "guest <guest> address [add <prefix> | del <prefix>]",
            "shows or changes a guest's addresses",
            (a, context) -> in(a, context, 10, address(a))),
        command(
            "guest <guest> route [default <address>]",
            "shows a guest's routes, or sets its default gateway",
            (a, context) -> in(a, context, 10, route(a))),
        command(
            "guest <guest> arp",
            "shows whom a guest knows on its link",
            (a, context) -> in(a, context, 10, List.of("ip", "neigh", "show"))),
        command(
            "guest <guest> dhcp",
            "asks for an address by DHCP, for at most 30 seconds",
            (a, context) -> dhcp(a, context)),
        command(
            "guest <guest> up",
            "switches a guest's interface on",
            (a, context) -> in(a, context, 10, List.of("ip", "link", "set", LINK, "up"))),
        command(
            "guest <guest> down",
            "switches a guest's interface off",
            (a, context) -> in(a, context, 10, List.of("ip", "link", "set", LINK, "down"))),
        command(
                "guest <guest> exec <word:program>...",
                "runs a program in a guest; at a local terminal only",
                (a, context) -> in(a, context, 600, a.texts("word")))
            .in(Command.Place.TERMINAL));
  }

  private static Command command(String usage, String summary, Command.Action action) {
    return new Command(usage, summary, ABOUT, Role.OPERATOR, action);
  }

  private static Result list(Context context) {
    Optional<Guests> guests = context.guests();
    return guests.isEmpty() ? noLab() : Result.of(new View.Text(guests.get().names()));
  }

  private static List<String> address(Arguments arguments) {
    if (arguments.has("add")) {
      return List.of("ip", "addr", "add", arguments.text("prefix"), "brd", "+", "dev", LINK);
    }
    if (arguments.has("del")) {
      return List.of("ip", "addr", "del", arguments.text("prefix"), "dev", LINK);
    }
    return List.of("ip", "-br", "addr", "show");
  }

  private static List<String> route(Arguments arguments) {
    return arguments.has("default")
        ? List.of(
            "ip", "route", "replace", "default", "via", arguments.text("address"), "dev", LINK)
        : List.of("ip", "route", "show");
  }

  private static Result ping(Arguments arguments, Context context) throws IOException {
    String count = arguments.token("count").map(t -> t.text()).orElse("3");
    if (!count.matches("[1-9][0-9]{0,2}")) {
      return Result.error(ExitCode.USAGE, "a count is a number from 1 to 999, not '" + count + "'");
    }
    int patience = Integer.parseInt(count) * 2 + 5;
    return in(
        arguments,
        context,
        patience,
        List.of("ping", "-n", "-i", "0.2", "-W", "1", "-c", count, arguments.text("address")));
  }

  private static Result dhcp(Arguments arguments, Context context) throws IOException {
    Optional<Guests> guests = context.guests();
    if (context.transactions().isDry()) {
      return untried();
    }
    return guests.isEmpty()
        ? noLab()
        : guests.get().dhcp(arguments.text("guest"), 30, context.stopped());
  }

  private static Result in(Arguments arguments, Context context, int patience, List<String> program)
      throws IOException {
    Optional<Guests> guests = context.guests();
    if (guests.isEmpty()) {
      return noLab();
    }
    if (context.transactions().isDry() && !program.getLast().equals("show")) {
      return untried();
    }
    String guest = arguments.text("guest");
    List<String> names = guests.get().names();
    if (!names.contains(guest)) {
      List<String> lines = new ArrayList<>();
      lines.add("there is no guest '" + guest + "'; there are: " + String.join(", ", names));
      return new Result(View.NOTHING, lines, ExitCode.NOT_FOUND);
    }
    return guests.get().run(guest, program, patience, context.stopped());
  }

  private static Result untried() {
    return Result.error(
        ExitCode.USAGE,
        "this cannot be tried without doing it: what a guest does is not part of dom0's picture");
  }

  private static Result noLab() {
    return Result.error(
        ExitCode.REFUSED, "guests can be acted in only in a lab; start one with: xnsh --lab");
  }
}
