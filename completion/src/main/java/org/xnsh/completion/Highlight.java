package org.xnsh.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Filters;
import org.xnsh.grammar.Lexeme;
import org.xnsh.grammar.Line;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.Pipeline;
import org.xnsh.grammar.Problem;
import org.xnsh.grammar.Span;
import org.xnsh.grammar.Stage;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Token;
import org.xnsh.grammar.Walk;

/// What a part of a line is, for its colour.
public record Highlight(Span span, Look look) {

  /// What a part of a line is.
  public enum Look {
    KEYWORD,
    ARGUMENT,
    STRING,
    UNKNOWN,
    ERROR,
    OPERATOR,
    COMMENT
  }

  /// The parts of a line in order, without overlap; blanks between them have no look.
  public static List<Highlight> of(CommandGrammar grammar, String text) {
    Line line = Line.read(text);
    List<Highlight> parts = new ArrayList<>();
    for (Pipeline pipeline : line.pipelines()) {
      stage(grammar.matcher(), pipeline.command(), parts);
      pipeline.filters().forEach(f -> stage(Filters.grammar(), f, parts));
    }
    for (Lexeme lexeme : line.lexemes()) {
      switch (lexeme) {
        case Lexeme.Word _ -> {}
        case Lexeme.Comment c -> parts.add(new Highlight(c.span(), Look.COMMENT));
        case Lexeme.Operator o -> parts.add(new Highlight(o.span(), Look.OPERATOR));
        case Lexeme.Redirection r -> parts.add(new Highlight(r.span(), Look.OPERATOR));
      }
    }
    for (Problem problem : line.problems()) {
      parts.removeIf(p -> overlaps(p.span(), problem.span()));
      if (parts.stream().noneMatch(p -> overlaps(p.span(), problem.span()))) {
        parts.add(new Highlight(problem.span(), Look.ERROR));
      }
    }
    parts.sort(Comparator.comparingInt(p -> p.span().start()));
    return parts;
  }

  private static boolean overlaps(Span a, Span b) {
    return a.start() < b.end() && b.start() < a.end();
  }

  private static void stage(Matcher matcher, Stage stage, List<Highlight> parts) {
    Walk walk = matcher.walk(List.of(), true);
    for (Token word : stage.words()) {
      walk = Prefixed.isLine(walk) ? matcher.walk(List.of(), true) : walk;
      Walk next = walk.step(word, true);
      parts.add(new Highlight(word.span(), look(walk, next, word)));
      walk = next;
    }
  }

  private static Look look(Walk before, Walk after, Token word) {
    if (after.isLost()) {
      return Look.UNKNOWN;
    }
    if (word.quoted()) {
      return Look.STRING;
    }
    boolean keyword =
        before.expected().stream()
            .anyMatch(e -> e.leaf() instanceof Keyword k && k.text().startsWith(word.text()));
    return keyword ? Look.KEYWORD : Look.ARGUMENT;
  }
}
