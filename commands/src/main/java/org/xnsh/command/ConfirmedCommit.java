package org.xnsh.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Footprint;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Times;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.log.ConfirmTimer;

/// `commit confirmed`: a commit that is taken back unless it is confirmed, by the operator or by
/// those who answered before and answer still.
final class ConfirmedCommit {

  static final Duration TIME = Duration.ofMinutes(2);

  private static final Duration AGAIN = Duration.ofMillis(200);

  private ConfirmedCommit() {}

  static Result run(Arguments arguments, Context context) throws IOException {
    List<String> text = arguments.texts("text");
    boolean timed = arguments.has("duration");
    if (!timed && !text.isEmpty() && text.getFirst().matches("[+-]?[0-9].*")) {
      // it is no time, or it would have been taken for one
      return Result.error(
          ExitCode.USAGE,
          Times.fault(text.getFirst()).orElse("the time comes first"),
          "commit confirmed 2m; a comment that begins with a number is written in quotes");
    }
    Staging staging = context.transactions();
    if (staging.staged() == 0) {
      return DraftCommands.commit(arguments, context);
    }
    Optional<String> misread = misread(text);
    if (misread.isPresent()) {
      return Result.error(
          ExitCode.USAGE,
          misread.get(),
          "commit confirmed 60s probe 192.0.2.1 2001:db8::1; a comment comes after the addresses");
    }
    Duration time = timed ? Times.read(arguments.text("duration")) : TIME;
    List<IpAddress> probes =
        arguments.texts("address").stream().map(IpAddress::parse).distinct().toList();
    Optional<IpAddress> here = probes.stream().filter(p -> isHere(p, context)).findFirst();
    if (here.isPresent()) {
      return Result.error(
          ExitCode.USAGE,
          here.get() + " is this host, which answers itself whatever becomes of the network",
          "probe the address of a router, or of the host that you come from");
    }
    List<IpAddress> answering = answering(probes, context);
    if (!probes.isEmpty() && answering.isEmpty()) {
      return Result.error(
          ExitCode.REFUSED,
          "none of the probes answers before the commit, so none could confirm it: " + list(probes),
          "commit confirmed without probe, or with an address that answers a ping");
    }
    probes.stream()
        .filter(p -> !answering.contains(p))
        .forEach(p -> context.notice().accept(p + " does not answer now and does not count"));
    Request request = context.request(arguments.line(), Footprint.NOTHING).confirmedWithin(time);
    try {
      List<String> words = ChangeWords.of(staging.difference(), staging.picture());
      Outcome outcome = staging.commit(request, String.join(" ", text));
      Result result = OutcomeText.result(outcome, View.prose(words));
      boolean made = outcome instanceof Outcome.Done || outcome instanceof Outcome.Unverified;
      return made && !answering.isEmpty() ? probed(result, answering, request, context) : result;
    } catch (EditRefused e) {
      return DraftCommands.refused(e);
    }
  }

  /// A name of a host would be taken for a comment, and nothing would be probed. It is not looked
  /// up: what answers must be there without a name server.
  private static Optional<String> misread(List<String> text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String first = text.getFirst();
    return first.equals("probe")
        ? Optional.of(
            text.size() == 1
                ? "probe whom? an address is missing"
                : "'" + text.get(1) + "' is no IP address, and a probe is not looked up by name")
        : first.matches("\\S+[.:]\\S+")
            ? Optional.of("'" + first + "' is no IP address, and a comment does not begin so")
            : Optional.empty();
  }

  private static boolean isHere(IpAddress address, Context context) {
    Network now = context.host().picture();
    boolean loopback =
        address.isAny() || address.hex().startsWith("7f") && address.hex().length() == 8;
    return loopback
        || now.links().stream()
            .flatMap(l -> now.addresses(l, address.family()).stream())
            .anyMatch(a -> a.local().address().equals(address));
  }

  private static List<IpAddress> answering(List<IpAddress> probes, Context context)
      throws IOException {
    List<IpAddress> answering = new ArrayList<>();
    for (IpAddress probe : probes) {
      if (context.host().answers(probe)) {
        answering.add(probe);
      }
    }
    return answering;
  }

  /// Pings until all that answered before do again, or the timer is over, or the operator has
  /// enough: then it is theirs to confirm.
  private static Result probed(
      Result committed, List<IpAddress> probes, Request request, Context context)
      throws IOException {
    List<IpAddress> silent = new ArrayList<>(probes);
    while (!silent.isEmpty() && !context.stopped().getAsBoolean() && runs(context)) {
      silent.removeAll(answering(silent, context));
      if (!silent.isEmpty()) {
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
    if (!silent.isEmpty()) {
      List<String> lines = new ArrayList<>(committed.errors());
      lines.add("not confirmed: no answer from " + list(silent));
      return new Result(committed.view(), lines, ExitCode.TIMEOUT);
    }
    try {
      context.transactions().confirm(request);
      context.notice().accept("confirmed: " + list(probes) + " answered before and after");
      return committed;
    } catch (EditRefused e) {
      return DraftCommands.refused(e);
    }
  }

  private static boolean runs(Context context) {
    Optional<ConfirmTimer> timer = context.transactions().timer();
    return timer.isPresent() && !timer.get().isDue(context.host().bootClock());
  }

  private static String list(List<IpAddress> addresses) {
    return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
  }
}
