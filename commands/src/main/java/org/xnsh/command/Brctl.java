package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.Edit;
import org.xnsh.transaction.Outcome.RolledBack;

/// brctl as bridge-utils 1.7.1 has it: same checks in the same order, same words, same streams.
final class Brctl {

  private final String line;
  private final Context context;

  private Brctl(String line, Context context) {
    this.line = line;
    this.context = context;
  }

  /// @param words all that stands behind `brctl`
  static Result run(String line, List<String> words, Context context) throws IOException {
    BrctlOptions read = BrctlOptions.read(words);
    if (read.answer().isPresent()) {
      return read.answer().get();
    }
    if (read.words().isEmpty()) {
      return BrctlOptions.usageFailure();
    }
    String name = read.words().getFirst();
    Optional<BrctlSubcommand> command = BrctlSubcommand.named(name);
    if (command.isEmpty()) {
      return BrctlOptions.usageFailure("never heard of command [" + name + "]");
    }
    List<String> arguments = read.words().subList(1, read.words().size());
    Optional<List<String>> missing = command.get().missing(arguments);
    if (missing.isPresent()) {
      return new Result(new View.Text(missing.get()), List.of(), ExitCode.FAILED);
    }
    return asBrctl(new Brctl(line, context).run(command.get(), arguments));
  }

  /// brctl knows only 0 and 1; that a transaction is not verified or not wholly taken back, or that
  /// a safety check of ours refused it, has no counterpart there and keeps its code.
  private static Result asBrctl(Result result) {
    return switch (result.exit()) {
      case DONE, FAILED, REFUSED, APPLIED_NOT_VERIFIED, PARTLY_UNDONE, INTERRUPTED -> result;
      case USAGE, TIMEOUT, CONFLICT, NOT_FOUND ->
          new Result(result.view(), result.errors(), ExitCode.FAILED);
    };
  }

  private Result run(BrctlSubcommand command, List<String> words) throws IOException {
    return switch (command) {
      case SHOW -> BrctlShow.show(words, context);
      case SHOWMACS -> BrctlShowMacs.show(words.getFirst(), context);
      case SHOWSTP -> BrctlShowStp.show(words.getFirst(), context);
      case ADDBR, DELBR, ADDIF, DELIF -> membership(command, words);
      case HAIRPIN, STP -> turn(command, words);
      case SETAGEING -> bridge(BrctlOption.AGEING, words);
      case SETFD -> bridge(BrctlOption.FORWARD_DELAY, words);
      case SETHELLO -> bridge(BrctlOption.HELLO, words);
      case SETMAXAGE -> bridge(BrctlOption.MAXIMUM_AGE, words);
      case SETBRIDGEPRIO -> bridge(BrctlOption.BRIDGE_PRIORITY, words);
      case SETPATHCOST -> port(BrctlOption.PATH_COST, words);
      case SETPORTPRIO -> port(BrctlOption.PORT_PRIORITY, words);
    };
  }

  private Result membership(BrctlSubcommand command, List<String> words) {
    String name = words.getFirst();
    List<String> devices = words.subList(1, words.size());
    Network kept = context.known();
    return switch (command) {
      case ADDBR ->
          edit(
              Footprint.NOTHING,
              before -> BrctlMembership.addbr(before, name),
              errno -> "add bridge failed: " + Errno.text(errno));
      case DELBR ->
          edit(
              BrctlMembership.deletion(kept, name),
              before -> BrctlMembership.delbr(before, name),
              errno -> "can't delete bridge " + name + ": " + Errno.text(errno));
      case ADDIF ->
          editAll(
              BrctlMembership.footprint(kept, name, devices),
              before -> BrctlMembership.addif(before, name, devices),
              o -> BrctlMembership.notAdded(name, refused(o, devices), o.errno()));
      default ->
          editAll(
              BrctlMembership.footprint(kept, name, devices),
              before -> BrctlMembership.delif(before, name, devices),
              o -> BrctlMembership.notTaken(name, refused(o, devices), o.errno()));
    };
  }

  /// The one of several devices that the kernel refused.
  private String refused(RolledBack outcome, List<String> devices) {
    return outcome
        .at()
        .filter(key -> key instanceof LinkKey)
        .map(key -> context.picture().nameOf(((LinkKey) key).index()))
        .filter(devices::contains)
        .orElse(String.join(" ", devices));
  }

  private Result turn(BrctlSubcommand command, List<String> words) {
    String bridge = words.getFirst();
    Optional<Boolean> on = BrctlSwitch.value(words.get(command == BrctlSubcommand.STP ? 1 : 2));
    if (on.isEmpty()) {
      return Result.error(ExitCode.FAILED, BrctlSwitch.EXPECTED);
    }
    boolean wanted = on.get();
    if (command == BrctlSubcommand.STP) {
      return edit(
          links(List.of(bridge)),
          before -> BrctlSwitch.stp(before, bridge, wanted),
          errno -> BrctlSwitch.stpFailure(Errno.text(errno)));
    }
    String port = words.get(1);
    return edit(
        links(List.of(bridge, port)),
        before -> BrctlSwitch.hairpin(before, bridge, port, wanted),
        errno -> BrctlSwitch.hairpinFailure(bridge, port, Errno.text(errno)));
  }

  private Result bridge(BrctlOption option, List<String> words) {
    OptionalLong value = option.value(words.get(1));
    if (value.isEmpty()) {
      return Result.error(ExitCode.FAILED, option.bad());
    }
    String bridge = words.getFirst();
    return edit(
        links(List.of(bridge)),
        before -> option.onBridge(before, bridge, value.getAsLong()),
        option::failure);
  }

  private Result port(BrctlOption option, List<String> words) {
    OptionalLong value = option.value(words.get(2));
    if (value.isEmpty()) {
      return Result.error(ExitCode.FAILED, option.bad());
    }
    String bridge = words.getFirst();
    String port = words.get(1);
    return edit(
        links(List.of(bridge, port)),
        before -> option.onPort(before, bridge, port, value.getAsLong()),
        option::failure);
  }

  private Result edit(Footprint footprint, Edit edit, IntFunction<String> failure) {
    return editAll(footprint, edit, o -> failure.apply(o.errno()));
  }

  private Result editAll(Footprint footprint, Edit edit, Function<RolledBack, String> failure) {
    return OutcomeText.resultAs(
        failure, context.transactions().edit(context.request(line, footprint), edit));
  }

  private Footprint links(List<String> names) {
    Network kept = context.known();
    List<OneLink> areas = new ArrayList<>();
    for (String name : names) {
      OptionalInt link = BrctlNames.find(kept, name);
      if (link.isPresent()) {
        areas.add(new OneLink(link.getAsInt()));
      }
    }
    return Footprint.of(areas.toArray(Footprint.Area[]::new));
  }
}
