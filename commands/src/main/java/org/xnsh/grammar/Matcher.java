package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.xnsh.grammar.Matching.Match;
import org.xnsh.grammar.Matching.Mismatch;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Walk.Given;

/// Lays the words of a command over a list of usages.
public final class Matcher {

  private final List<Usage> usages;
  private final Walk start;

  public Matcher(List<Usage> usages) {
    this.usages = List.copyOf(usages);
    this.start = Walk.start(this.usages);
  }

  public List<Usage> usages() {
    return usages;
  }

  /// Where these words lead.
  ///
  /// @param abbreviations whether unique beginnings of words count: at a prompt, never in a script
  public Walk walk(List<Token> words, boolean abbreviations) {
    Walk walk = start;
    for (Token word : words) {
      walk = walk.step(word, abbreviations);
    }
    return walk;
  }

  /// The best usage for a stage of a line, or what is wrong with it.
  public Matching match(String line, Stage stage, boolean abbreviations) {
    Walk walk = start;
    for (Token word : stage.words()) {
      Walk next = walk.step(word, abbreviations);
      if (next.isLost()) {
        return new Mismatch(Complaint.about(walk, word), walk.usages());
      }
      walk = next;
    }
    int usage = walk.complete();
    return usage >= 0
        ? new Match(usage, arguments(line, stage, usage, walk))
        : new Mismatch(Complaint.missing(walk, stage.span()), walk.usages());
  }

  private Arguments arguments(String line, Stage stage, int usage, Walk walk) {
    return new Arguments(
        text(line, stage), rest(stage, usage), given(usages.get(usage), walk.given(usage)));
  }

  /// What an action gets that reads its words itself.
  public Arguments raw(String line, Stage stage, int usage) {
    return new Arguments(text(line, stage), rest(stage, usage), Map.of());
  }

  /// What the words gave for a usage that they fit, complete or not.
  public Arguments soFar(String line, int usage, Walk walk) {
    List<Given> given = walk.given(usage);
    int own = Math.min(usages.get(usage).own().size(), given.size());
    return new Arguments(
        line, given.stream().skip(own).map(Given::token).toList(), given(usages.get(usage), given));
  }

  private static String text(String line, Stage stage) {
    return line.substring(stage.span().start(), stage.span().end());
  }

  private List<Token> rest(Stage stage, int usage) {
    int own = Math.min(usages.get(usage).own().size(), stage.words().size());
    return stage.words().subList(own, stage.words().size());
  }

  /// A parameter's name takes precedence over a word of the usage that reads the same, as in `[dev
  /// <dev:link>]`.
  private static Map<String, List<Token>> given(Usage usage, List<Given> words) {
    Set<String> names =
        usage.parameters().stream()
            .map(Parameter::name)
            .collect(Collectors.toCollection(HashSet::new));
    Map<String, List<Token>> given = new HashMap<>();
    for (Given word : words.subList(Math.min(usage.own().size(), words.size()), words.size())) {
      String name = word.leaf() instanceof Parameter p ? p.name() : word.leaf().text();
      if (word.leaf() instanceof Parameter || !names.contains(name)) {
        given.computeIfAbsent(name, _ -> new ArrayList<>()).add(word.token());
      }
    }
    return given;
  }
}
