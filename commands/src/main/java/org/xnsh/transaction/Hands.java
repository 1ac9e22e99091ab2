package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.TransactionLog;

/// Who changed what, by the log, newest first. It is read as far as a question needs, once, and not
/// further than anybody remembers: a log may be long.
final class Hands {

  private static final int MOST = 1000;

  private final TransactionLog log;
  private final Iterator<LogIndex.Row> rows;
  private final List<Page> read = new ArrayList<>();

  private record Page(LogIndex.Row row, Result result) {}

  Hands(TransactionLog log) {
    this.log = log;
    this.rows = log.rows().stream().limit(MOST).iterator();
  }

  /// Who changed an attribute last, or made or took away its object, after a transaction.
  Optional<Hand> of(ObjectKey key, Attribute<?> attribute, long after) throws IOException {
    return newest(after, change -> isAbout(change, key, attribute));
  }

  /// Who changed an object last in any way, after a transaction.
  Optional<Hand> of(ObjectKey key, long after) throws IOException {
    return newest(after, change -> change.keys().anyMatch(key::equals));
  }

  /// Who made a change like this last, after a transaction.
  Optional<Hand> newest(long after, Predicate<Change> like) throws IOException {
    for (int i = 0; page(i).filter(p -> p.row().number() > after).isPresent(); i++) {
      Page page = read.get(i);
      if (page.result().outside().changes().stream().anyMatch(like)) {
        return Optional.of(
            new Hand(OptionalLong.of(page.row().number()), LogRecord.Outside.OPERATOR, ""));
      }
      if (page.result().changes().changes().stream().anyMatch(like)) {
        return Optional.of(hand(page.row()));
      }
    }
    return Optional.empty();
  }

  private Optional<Page> page(int place) throws IOException {
    while (read.size() <= place && rows.hasNext()) {
      LogIndex.Row row = rows.next();
      if (row.damage().isEmpty()) {
        log.result(row).ifPresent(result -> read.add(new Page(row, result)));
      }
    }
    return read.size() > place ? Optional.of(read.get(place)) : Optional.empty();
  }

  private Hand hand(LogIndex.Row row) throws IOException {
    if (row.isOutside()) {
      return new Hand(OptionalLong.of(row.number()), LogRecord.Outside.OPERATOR, "");
    }
    Intent intent = log.intent(row);
    return new Hand(OptionalLong.of(row.number()), intent.operator(), intent.command());
  }

  private static boolean isAbout(Change change, ObjectKey key, Attribute<?> attribute) {
    return switch (change) {
      case Added c -> c.key().equals(key);
      case Removed c -> c.key().equals(key);
      case Altered c -> c.key().equals(key) && c.attributes().contains(attribute);
      case AddressOrder _, RouteOrder _ -> false;
    };
  }
}
