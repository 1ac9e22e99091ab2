package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Step;
import org.xnsh.change.StepText;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.Tidying;
import org.xnsh.transaction.log.TransactionLog;

/// A log as years of work leave it, written record by record as a writer does, but without asking
/// any kernel: the MTU of one link after the other is set and set back, now and then by an undo, at
/// times of something that is long past. It leaves the host as it is.
public final class LongLog {

  private static final long STEP = 100;

  private final List<LinkKey> links;
  private final Network network;
  private final Instant start;

  private LongLog(Network network, Instant start) {
    this.network = network;
    this.links = network.links().stream().map(LinkKey::new).toList();
    this.start = start;
  }

  /// @param state an empty folder
  /// @param transactions an even number, or the host would not be as the log tells
  public static void write(Host host, Path state, long transactions) throws IOException {
    Scope scope = host.description().scope();
    Path path = new StateFolder(state).of(scope).resolve("transactions");
    LongLog all = new LongLog(host.picture(), Instant.now().minusSeconds(transactions));
    try (TransactionLog log =
        new TransactionLog(path, scope, Tidying.Limits.USUAL, InstantSource.system())) {
      log.own();
      for (long number = 1; number <= transactions; number++) {
        log.tidy();
        log.append(all.intent(number));
        log.append(all.result(number));
      }
    }
  }

  /// Each link in its turn, there and back.
  private LinkKey link(long number) {
    return links.get((int) ((number - 1) / 2 % links.size()));
  }

  /// What it sets.
  private long mtu(long number) {
    return network.get(link(number)).number(LinkAttributes.MTU) - (number % 2 == 1 ? STEP : 0);
  }

  private Difference change(long number) {
    Attributes as = network.get(link(number));
    Attributes other = as.with(LinkAttributes.MTU, as.number(LinkAttributes.MTU) - STEP);
    Altered there = new Altered(link(number), as, other);
    Altered back = new Altered(link(number), other, as);
    return new Difference(List.of(number % 2 == 1 ? there : back));
  }

  private static List<Long> undoOf(long number) {
    if (number % 20 == 0) {
      return List.of(number - 1);
    }
    return number > 3000 && number % 2000 == 2 ? List.of(number - 1001) : List.of();
  }

  private Instant at(long number) {
    return start.plusSeconds(number);
  }

  private Intent intent(long number) {
    return new Intent(
        number,
        at(number),
        number % 10 < 2 ? "bert" : "anna",
        "ssh 10.0.0.7",
        undoOf(number).isEmpty() ? "link set " + network.nameOf(link(number).index()) : "undo",
        "",
        false,
        undoOf(number),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(StepText.write(Step.Set.of(link(number), LinkAttributes.MTU, mtu(number)))),
        Image.of(new Footprint(Set.of(new OneLink(link(number).index()))), network),
        change(number));
  }

  private Result result(long number) {
    return new Result(
        number,
        at(number),
        Entry.State.VERIFIED,
        change(number),
        Difference.NONE,
        List.of(),
        List.of());
  }
}
