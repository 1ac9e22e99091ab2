package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xnsh.command.BrctlPair.Answer;
import org.xnsh.testing.Waiting;

/// Lines said to the real brctl and to ours: streams and exit code must be the same, and after what
/// was done both namespaces.
final class BrctlComparison {

  private static final Pattern TIMER = Pattern.compile("(?<![0-9a-f]) *\\d+\\.\\d\\d(?![0-9a-f])");
  private static final int TRIES = 8;

  /// What the kernel does by itself, above all port states, comes a little later in one of the two.
  private static final Duration PATIENCE = Duration.ofSeconds(Waiting.SECONDS);

  private final BrctlPair pair;

  BrctlComparison(BrctlPair pair) {
    this.pair = pair;
  }

  /// Every line, in this order, in the same world. A line that begins with `!` is shell, for both.
  void same(String lines) {
    List<String> differences = new ArrayList<>();
    for (String line : lines.lines().filter(l -> !l.isBlank()).toList()) {
      if (line.startsWith("!")) {
        pair.both(line.substring(1));
      } else {
        differences.addAll(differences(line));
      }
    }
    differences.addAll(statesAfter("all lines"));
    assertThat(differences).isEmpty();
  }

  /// What is not the same for one line, in words.
  List<String> differences(String line) {
    Answer real = pair.real(line).still();
    Answer ours = pair.ours(line).still();
    List<String> differences = new ArrayList<>();
    if (!withoutTimers(real).equals(withoutTimers(ours))) {
      differences.add(line + "\nbrctl: " + real + "\nours:  " + ours);
    }
    if (real.exit() == 0 && real.out().isEmpty() || ours.exit() != real.exit()) {
      differences.addAll(statesAfter(line));
    }
    return differences;
  }

  private static Answer withoutTimers(Answer answer) {
    String out = TIMER.matcher(answer.out()).replaceAll(m -> "#".repeat(m.group().length()));
    return new Answer(answer.exit(), out, answer.err());
  }

  /// What is different in the namespaces, once they had their time.
  List<String> statesAfter(String line) {
    return calm(
            () -> {
              List<Map<String, String>> states = pair.states();
              return different("brctl", states.getFirst(), "ours", states.getLast());
            })
        .stream()
        .map(d -> "after " + line + ": " + d)
        .toList();
  }

  /// What is not as it was in our namespace, once it had its time.
  List<String> oursSince(Map<String, String> before) {
    return calm(() -> different("before", before, "now", pair.ourState()));
  }

  private static List<String> calm(Supplier<List<String>> differences) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> different = differences.get();
    while (!different.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(50_000_000);
      different = differences.get();
    }
    return different;
  }

  /// The words that only one of two states has, by question and line.
  private static List<String> different(
      String name, Map<String, String> state, String otherName, Map<String, String> other) {
    List<String> different = new ArrayList<>();
    state.forEach((question, text) -> {
      String otherText = Objects.requireNonNull(other.get(question));
      if (!text.equals(otherText)) {
        different.add(
            question
                + ": "
                + name
                + " "
                + only(text, otherText)
                + ", "
                + otherName
                + " "
                + only(otherText, text));
      }
    });
    return different;
  }

  private static Set<String> only(String text, String other) {
    Set<String> words = words(text);
    words.removeAll(words(other));
    return words;
  }

  /// Each with what its line begins with: the link or the route.
  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    for (String line : text.lines().toList()) {
      String subject = line.substring(0, Math.min(line.length(), 30));
      List.of(line.split(",")).forEach(word -> words.add(subject + "… " + word));
    }
    return words;
  }

  /// A view with timers: all else is the same, and each timer lies between those that the real
  /// program shows before and after in the same namespace. Timers that started anew between two
  /// runs lie nowhere; then it is tried again.
  void between(String line) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      Answer before = pair.realBesideOurs(line);
      Answer ours = pair.ours(line);
      Answer after = pair.realBesideOurs(line);
      if (isBetween(before, ours, after)) {
        return;
      }
      faults.add(before + "\n" + ours + "\n" + after);
    }
    assertThat(faults).as("before, ours and after of " + line).isEmpty();
  }

  private static boolean isBetween(Answer before, Answer ours, Answer after) {
    if (!withoutTimers(before).equals(withoutTimers(ours))
        || !withoutTimers(after).equals(withoutTimers(ours))) {
      return false;
    }
    List<Double> first = timers(before);
    List<Double> seen = timers(ours);
    List<Double> last = timers(after);
    for (int i = 0; i < seen.size(); i++) {
      double low = Math.min(first.get(i), last.get(i));
      double high = Math.max(first.get(i), last.get(i));
      if (seen.get(i) < low || seen.get(i) > high) {
        return false;
      }
    }
    return true;
  }

  private static List<Double> timers(Answer answer) {
    List<Double> timers = new ArrayList<>();
    for (Matcher m = TIMER.matcher(answer.out()); m.find(); ) {
      timers.add(Double.parseDouble(m.group().strip()));
    }
    return timers;
  }
}
