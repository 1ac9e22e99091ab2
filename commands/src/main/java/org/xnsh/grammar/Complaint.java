package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Leaf;
import org.xnsh.grammar.Syntax.Parameter;

/// Turns the place where a walk ended into words for an operator.
final class Complaint {

  private static final int LISTED = 12;

  private Complaint() {}

  /// A word that fits nowhere.
  static Problem about(Walk walk, Token word) {
    List<Leaf> expected = leaves(walk);
    List<String> begun = walk.abbreviated(word);
    if (begun.size() > 1) {
      return problem(word, "'" + word.text() + "' is ambiguous", String.join(", ", begun));
    }
    if (begun.size() == 1) {
      return problem(word, "'" + word.text() + "' is abbreviated", "write " + begun.getFirst());
    }
    List<String> near = Nearest.of(word.text(), keywords(expected));
    if (!near.isEmpty()) {
      return problem(
          word, "'" + word.text() + "' is not known here", "did you mean " + list(near) + "?");
    }
    Optional<Parameter> meant = meant(expected, word);
    if (meant.isPresent()) {
      Parameter p = meant.get();
      return problem(word, p.fault(word.text()).orElse("it does not fit"), told(p));
    }
    if (expected.isEmpty()) {
      return problem(word, "nothing more is expected here", "the line is complete without it");
    }
    return problem(
        word, "'" + word.text() + "' is not known here", "expected: " + list(texts(expected)));
  }

  /// What the word was meant for: where only one thing fits, that, else the parameter that it looks
  /// most like.
  private static Optional<Parameter> meant(List<Leaf> expected, Token word) {
    if (expected.size() == 1 && expected.getFirst() instanceof Parameter p) {
      return Optional.of(p);
    }
    return expected.stream()
        .filter(leaf -> leaf instanceof Parameter)
        .map(leaf -> (Parameter) leaf)
        .filter(p -> p.kind().shape().fits(word.text()))
        .min(Comparator.comparing(p -> p.kind().shape()));
  }

  /// A line that ends too early.
  static Problem missing(Walk walk, Span line) {
    List<Leaf> expected = leaves(walk);
    String hint = expected.size() == 1 && expected.getFirst() instanceof Parameter p ? told(p) : "";
    return new Problem(Span.at(line.end()), "something is missing: " + list(texts(expected)), hint);
  }

  private static Problem problem(Token word, String message, String hint) {
    return new Problem(word.span(), message, hint);
  }

  private static String told(Parameter p) {
    return p.text() + ": " + p.kind().about() + p.range().map(r -> ", " + r).orElse("");
  }

  private static List<Leaf> leaves(Walk walk) {
    return walk.expected().stream().map(Walk.Expected::leaf).distinct().toList();
  }

  private static List<String> keywords(List<Leaf> leaves) {
    return leaves.stream().filter(l -> l instanceof Keyword).map(Leaf::text).toList();
  }

  private static List<String> texts(List<Leaf> leaves) {
    return leaves.stream().map(Leaf::text).distinct().toList();
  }

  private static String list(List<String> words) {
    if (words.size() > LISTED) {
      List<String> first = new ArrayList<>(words.subList(0, LISTED));
      first.add("…");
      return String.join(", ", first);
    }
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }
}
