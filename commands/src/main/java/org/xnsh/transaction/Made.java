package org.xnsh.transaction;

import java.util.ArrayDeque;
import java.util.Deque;

/// What one session did, so that it is not told of that as of another's doing.
final class Made {

  /// Whoever asks is never that far behind.
  private static final int MOST = 1000;

  private final Deque<Long> numbers = new ArrayDeque<>();
  private long count;

  synchronized Outcome note(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done made -> add(made.number());
      case Outcome.Unverified made -> add(made.number());
      case Outcome.RolledBack made -> add(made.number());
      case Outcome.PartlyUndone made -> add(made.number());
      case Outcome.Unchanged _, Outcome.Staged _, Outcome.Previewed _, Outcome.Refused _ -> {}
    }
    return outcome;
  }

  private void add(long number) {
    count++;
    numbers.addLast(number);
    if (numbers.size() > MOST) {
      numbers.removeFirst();
    }
  }

  /// Something else that others see: a timer was confirmed.
  synchronized void note() {
    count++;
  }

  synchronized boolean holds(long number) {
    return numbers.contains(number);
  }

  synchronized long count() {
    return count;
  }
}
