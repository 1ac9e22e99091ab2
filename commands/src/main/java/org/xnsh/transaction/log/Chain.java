package org.xnsh.transaction.log;

import java.util.ArrayList;
import java.util.List;

/// The seals of a file's lines, one after the other.
///
/// After a line that does not fit, the chain goes on from every seal that may have been meant: what
/// the line says, what its text gives, what was before it. So one damaged byte is one fault, and
/// the lines behind it are still checked.
final class Chain {

  /// More than these are never meant; a file of foreign text would collect them.
  private static final int MOST = 8;

  private final List<Seal> before;

  /// @param first what the first line is sealed over
  Chain(Seal first) {
    this.before = new ArrayList<>(List.of(first));
  }

  /// Takes the next line, without its end.
  ///
  /// @return whether it carries the seal that it must have
  boolean take(String line) {
    if (Seal.isSealed(line)) {
      Seal stated = Seal.of(line);
      String content = Seal.content(line);
      if (before.stream().anyMatch(s -> s.next(content).equals(stated))) {
        onlyAfter(stated);
        return true;
      }
    }
    // Two lines run into one where the end of the first was damaged.
    String last = line.substring(Math.max(0, line.lastIndexOf(Seal.MEMBER)));
    if (Seal.isLongEnough(last)) {
      Seal computed = before.getFirst().next(Seal.content(last));
      before.addFirst(computed);
      before.addFirst(Seal.of(last));
    }
    while (before.size() > MOST) {
      before.removeLast();
    }
    return false;
  }

  /// Whether a text is a whole line that fits here.
  boolean fits(String line) {
    return Seal.isSealed(line) && before.getFirst().next(Seal.content(line)).equals(Seal.of(line));
  }

  /// What the next line is sealed over.
  Seal last() {
    return before.getFirst();
  }

  void onlyAfter(Seal seal) {
    before.clear();
    before.add(seal);
  }
}
