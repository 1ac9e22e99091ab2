package org.xnsh.transaction.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;

/// The transactions of a log, newest first, each found when it is looked at.
final class NewestFirst extends AbstractList<LogIndex.Row> {

  private final TransactionLog log;
  private final long size;

  NewestFirst(TransactionLog log, long size) {
    this.log = log;
    this.size = size;
  }

  @Override
  public LogIndex.Row get(int index) {
    try {
      return log.at(size - 1 - index);
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  @Override
  public int size() {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
