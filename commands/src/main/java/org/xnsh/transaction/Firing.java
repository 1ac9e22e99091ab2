package org.xnsh.transaction;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.path.Access;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.TransactionLog;

/// Takes the group of a confirm timer back, newest first, on the writer's thread and under its
/// lock. Nobody is there to answer, so it never refuses whole: what conflicts, or what the kernel
/// refuses, is left and named, and all else comes back.
final class Firing {

  static final String OPERATOR = "guard";

  /// Steps that the kernel refuses are left out one after the other; somewhere that must end.
  private static final int ATTEMPTS = 20;

  private final Host host;
  private final TransactionLog log;
  private final Way way;

  /// Takes one transaction back without what conflicts.
  interface Way {
    /// @param insisted what goes back even where somebody changed it since
    /// @param without what is left as it is, and why
    Outcome back(
        Request request, LogIndex.Row row, Set<ObjectKey> insisted, Map<ObjectKey, String> without);
  }

  Firing(Host host, TransactionLog log, Way way) {
    this.host = host;
    this.log = log;
    this.way = way;
  }

  /// @param notice told of each transaction as it comes back
  End.Fired fire(ConfirmTimer timer, Consumer<String> notice) throws IOException {
    List<String> restored = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<LogIndex.Row> group = group(timer);
    Set<ObjectKey> path = path(timer, group);
    for (LogIndex.Row row : group) {
      if (row.damage().isPresent()) {
        left.add(of(row) + "its record is damaged, what it did is not known");
      } else if (row.isLeftHalfDone()) {
        log.result(row).ifPresent(r -> r.left().forEach(l -> left.add(of(row) + l)));
      }
      if (row.stands() && !row.isLeftHalfDone() && !isBackWithin(timer, row)) {
        back(row, path, notice, restored, left);
      }
    }
    return new End.Fired(Instant.now(), restored, left);
  }

  /// Newest first. What other hands did meanwhile is nobody's to take back, also where somebody
  /// took it for what is meant.
  private List<LogIndex.Row> group(ConfirmTimer timer) {
    List<LogIndex.Row> group = new ArrayList<>();
    for (LogIndex.Row row : log.rows()) {
      if (row.number() < timer.first()) {
        break;
      }
      if (timer.covers(row.number()) && !row.isOutside() && !row.isAdoption()) {
        group.add(row);
      }
    }
    return group;
  }

  /// What lies on the path by which the session came that armed it. That goes back even where
  /// somebody changed it since: who is cut off can do nothing about it.
  private Set<ObjectKey> path(ConfirmTimer timer, List<LogIndex.Row> group) throws IOException {
    Set<ObjectKey> path = new HashSet<>();
    if (timer.connections().isEmpty()) {
      return path;
    }
    Network before = host.drained();
    for (LogIndex.Row row : group) {
      if (row.damage().isEmpty()) {
        before = Image.over(before, log.intent(row).image());
      }
    }
    Set<Integer> links = Access.of(timer.connections()).links(before);
    for (LogIndex.Row row : group) {
      Difference recorded = log.result(row).map(Result::changes).orElse(Difference.NONE);
      recorded.keys().stream().filter(k -> isOn(k, links)).forEach(path::add);
    }
    return path;
  }

  private static boolean isOn(ObjectKey key, Set<Integer> links) {
    if (key instanceof ObjectKey.RouteKey route) {
      return route.via().links().anyMatch(links::contains);
    }
    OptionalInt link = key.about();
    return link.isPresent() && links.contains(link.getAsInt());
  }

  /// What takes another one of the group back goes with it.
  private static boolean isBackWithin(ConfirmTimer timer, LogIndex.Row row) {
    return !row.head().undoOf().isEmpty() && row.head().undoOf().stream().allMatch(timer::covers);
  }

  private void back(
      LogIndex.Row row,
      Set<ObjectKey> path,
      Consumer<String> notice,
      List<String> restored,
      List<String> left) {
    Map<ObjectKey, String> without = new HashMap<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      Outcome outcome = way.back(request(row, notice), row, path, without);
      Optional<ObjectKey> at =
          outcome instanceof Outcome.RolledBack o ? o.at() : Optional.<ObjectKey>empty();
      if (at.isEmpty() || without.putIfAbsent(at.get(), cause(outcome)) != null) {
        tell(row, outcome, restored, left);
        return;
      }
    }
    left.add(of(row) + "the kernel refuses too much of the way back");
  }

  private static String cause(Outcome outcome) {
    return outcome instanceof Outcome.RolledBack o ? o.cause() : "";
  }

  private static Request request(LogIndex.Row row, Consumer<String> notice) {
    String line = "undo " + row.number() + " force";
    return new Request(OPERATOR, Entry.BY_TIMER, line, Footprint.NOTHING, () -> false, notice);
  }

  /// Whether a request is the guard's own, which joins no group.
  static boolean isOne(Request request) {
    return request.origin().equals(Entry.BY_TIMER);
  }

  private void tell(LogIndex.Row row, Outcome outcome, List<String> restored, List<String> left) {
    ChangeWords.of(outcome.changes(), host.picture()).forEach(w -> restored.add(of(row) + w));
    switch (outcome) {
      case Outcome.Done _, Outcome.Unchanged _, Outcome.Staged _, Outcome.Previewed _ -> {}
      case Outcome.PartlyUndone o -> o.left().forEach(l -> left.add(of(row) + l));
      case Outcome.Unverified o -> o.faults().forEach(f -> left.add(of(row) + f));
      case Outcome.RolledBack o -> {
        left.add(of(row) + o.cause());
        o.left().forEach(l -> left.add(of(row) + l));
      }
      case Outcome.Refused o -> left.add(of(row) + o.why().getMessage());
    }
  }

  private static String of(LogIndex.Row row) {
    return row.number() + ": ";
  }
}
