package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;

/// The entries of a log, newest first, each read when it is looked at.
final class LogEntries extends AbstractList<Entry> {

  private final TransactionLog log;
  private final List<LogIndex.Row> rows;

  LogEntries(TransactionLog log) {
    this.log = log;
    this.rows = log.rows();
  }

  @Override
  public Entry get(int index) {
    try {
      return log.entry(rows.get(index));
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  @Override
  public int size() {
    return rows.size();
  }
}
