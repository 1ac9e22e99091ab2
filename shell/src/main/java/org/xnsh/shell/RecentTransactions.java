package org.xnsh.shell;

import java.util.List;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.Entry;

/// The newest transactions as they were when the prompt came: completion must not read the log.
final class RecentTransactions {

  private static final int MOST = 100;

  private volatile List<Entry> entries = List.of();
  private int known = -1;

  /// Reads the log, if it has grown.
  void follow(Transactions transactions) {
    List<Entry> all = transactions.entries();
    if (all.size() != known) {
      entries = List.copyOf(all.subList(0, Math.min(MOST, all.size())));
      known = all.size();
    }
  }

  /// Newest first.
  List<Entry> entries() {
    return entries;
  }
}
