package org.xnsh.change;

import java.util.List;
import java.util.function.Predicate;

/// How far two orders are the same. What comes after the first difference goes and comes again: the
/// kernel puts what is new behind the rest.
final class Beginning {

  private Beginning() {}

  /// @param stays whether one that is in the same place in both can stay
  /// @return how many of the first can stay
  static <K> int of(List<K> was, List<K> shall, Predicate<K> stays) {
    int same = 0;
    while (same < Math.min(was.size(), shall.size())
        && was.get(same).equals(shall.get(same))
        && stays.test(was.get(same))) {
      same++;
    }
    return same;
  }
}
