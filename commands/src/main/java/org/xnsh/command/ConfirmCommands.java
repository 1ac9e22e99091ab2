package org.xnsh.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Footprint;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Node;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Times;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.Entry;

/// `confirm`, `safe` and `checkpoint`: edits that are taken back unless somebody confirms them.
final class ConfirmCommands {

  private ConfirmCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "confirm",
            "keeps what the running confirm timer would take back",
            """
            Keeps all transactions of the running confirm timer, also those that joined it. Only who \
            armed it confirms it; force confirm overrules that.\
            """,
            Role.OPERATOR,
            (arguments, context) -> confirm(arguments, context)),
        new Command(
            "confirm <extension>",
            "gives the running confirm timer more time: confirm +2m",
            """
            Adds time to what is left of the running confirm timer, up to a day from now. Only who \
            armed it does; force overrules that.\
            """,
            Role.OPERATOR,
            ConfirmCommands::extend),
        new Command(
            "confirm status",
            "tells whether a confirm timer runs, and over what",
            "Tells who armed the running confirm timer, what is left of it, and its transactions.",
            Role.VIEWER,
            (_, context) -> status(context)),
        new Command(
            "safe on [<duration>]",
            "from now on every edit is taken back unless confirmed",
            """
            From now on every edit of this session arms a confirm timer (2m if no time is given): it \
            is taken back unless you confirm. Further edits join it and give it the full time \
            again. The prompt shows it.\
            """,
            Role.OPERATOR,
            ConfirmCommands::safeOn),
        new Command(
            "safe off",
            "edits stand without being confirmed",
            "Ends safe mode. While a confirm timer runs it is refused: confirm first.",
            Role.OPERATOR,
            (_, context) -> safeOff(context)),
        new Command(
            "checkpoint <duration> -- <command:line>...",
            "runs one command that is taken back unless confirmed",
            """
            Runs one line; what it edits is taken back after the time unless you confirm: \
            checkpoint 60s -- brctl addif xenbr0 peth0.\
            """,
            Role.OPERATOR,
            ConfirmCommands::checkpoint));
  }

  private static Request request(Arguments arguments, Context context) {
    return context.request(arguments.line(), Footprint.NOTHING);
  }

  private static Result confirm(Arguments arguments, Context context) {
    try {
      ConfirmTimer timer = context.transactions().confirm(request(arguments, context));
      long last = timer.last().orElse(timer.first());
      return text(
          timer.first() == last
              ? "transaction " + last + " is confirmed and stays"
              : "transactions " + timer.first() + " to " + last + " are confirmed and stay");
    } catch (EditRefused e) {
      return DraftCommands.refused(e);
    }
  }

  private static Result extend(Arguments arguments, Context context) {
    Duration more = Times.read(arguments.text("extension"));
    try {
      ConfirmTimer timer = context.transactions().extend(request(arguments, context), more);
      return text(TimerWords.deadline(timer, context.host().bootClock()) + ", unless confirmed");
    } catch (EditRefused e) {
      return DraftCommands.refused(e);
    }
  }

  private static Result status(Context context) {
    Staging staging = context.transactions();
    List<Node> nodes = new ArrayList<>();
    Optional<ConfirmTimer> running = staging.timer();
    if (running.isEmpty()) {
      nodes.add(Node.leaf("timer", "none runs"));
    } else {
      ConfirmTimer timer = running.get();
      nodes.add(Node.leaf("timer", TimerWords.state(timer, context.host().bootClock())));
      nodes.add(Node.leaf("armed by", timer.operator() + ", " + timer.origin()));
      nodes.add(Node.leaf("armed at", TimerWords.clock(timer.armed())));
      nodes.add(
          Node.group(
              "transactions",
              staging.entries().stream()
                  .takeWhile(e -> timer.covers(e.number()))
                  .map(ConfirmCommands::leaf)
                  .toList()));
    }
    nodes.add(
        Node.leaf("safe mode", staging.safe().map(t -> "on, " + Times.words(t)).orElse("off")));
    return Result.of(new View.Tree("confirm", nodes));
  }

  private static Node leaf(Entry entry) {
    return Node.leaf(Long.toString(entry.number()), entry.command());
  }

  private static Result safeOn(Arguments arguments, Context context) {
    if (context.transactions().isOfOneLine()) {
      return forgotten();
    }
    Duration time =
        arguments.token("duration").map(t -> Times.read(t.text())).orElse(ConfirmedCommit.TIME);
    context.transactions().safe(Optional.of(time));
    return text(
        "every edit of this session is taken back after "
            + Times.words(time)
            + " unless confirmed");
  }

  private static Result forgotten() {
    return Result.error(
        ExitCode.USAGE, "safe mode would be over with this line", "safe on or safe off, by itself");
  }

  private static Result safeOff(Context context) {
    if (context.transactions().isOfOneLine()) {
      return forgotten();
    }
    Optional<ConfirmTimer> timer =
        context.transactions().timer().filter(t -> t.operator().equals(context.operator()));
    if (timer.isPresent()) {
      return Result.error(
          ExitCode.REFUSED,
          "your edits are "
              + TimerWords.state(timer.get(), context.host().bootClock())
              + "; safe off would leave that open",
          "confirm, or wait for them to be taken back, then safe off");
    }
    context.transactions().safe(Optional.empty());
    return Result.done();
  }

  private static Result checkpoint(Arguments arguments, Context context) {
    if (context.transactions().isDry()) {
      return PrefixCommands.run(arguments, context).result();
    }
    if (context.transactions().isOpen()) {
      return Result.error(
          ExitCode.USAGE,
          "edits are staged, and a staged edit touches nothing that could be taken back",
          "commit confirmed " + arguments.text("duration") + " makes them so");
    }
    Staging guarded =
        context.transactions().confirmedWithin(Times.read(arguments.text("duration")));
    return PrefixCommands.run(arguments, context.with(guarded)).result();
  }

  private static Result text(String line) {
    return Result.of(View.prose(List.of(line)));
  }
}
