package org.xnsh.grammar;

import java.util.Collection;
import java.util.List;

/// Words that somebody may have meant.
public final class Nearest {

  private static final int LONGEST = 64;

  private Nearest() {}

  /// The words that are fewest edits away, if that is a third of the word or less.
  public static List<String> of(String typed, Collection<String> words) {
    if (typed.length() > LONGEST) {
      return List.of();
    }
    int most = typed.length() < 3 ? 1 : 1 + typed.length() / 4;
    int best = words.stream().mapToInt(w -> distance(typed, w)).min().orElse(Integer.MAX_VALUE);
    return best > most || best >= typed.length()
        ? List.of()
        : words.stream().filter(w -> distance(typed, w) == best).distinct().toList();
  }

  /// Edits from one word to the other: a letter more, less, another, or two swapped (optimal string
  /// alignment).
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + other, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
