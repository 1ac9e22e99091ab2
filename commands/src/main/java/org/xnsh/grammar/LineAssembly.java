package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.grammar.Lexeme.Comment;
import org.xnsh.grammar.Lexeme.Operator;
import org.xnsh.grammar.Lexeme.Redirection;
import org.xnsh.grammar.Lexeme.Sign;
import org.xnsh.grammar.Lexeme.Word;
import org.xnsh.grammar.Stage.Sink;

/// Joins the pieces of a line to pipelines.
final class LineAssembly {

  private final Lexed lexed;
  private final List<Problem> problems;
  private final List<Pipeline> pipelines = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<Token> words = new ArrayList<>();
  private Sink output = Sink.OUTPUT;
  private Sink errors = Sink.ERRORS;
  private Connector connector = Connector.ALWAYS;
  private Optional<Operator> waiting = Optional.empty();

  LineAssembly(Lexed lexed) {
    this.lexed = lexed;
    this.problems = new ArrayList<>(lexed.problems());
  }

  Line read() {
    for (Lexeme lexeme : lexed.lexemes()) {
      switch (lexeme) {
        case Word word -> words.add(word.token());
        case Redirection redirection -> redirect(redirection);
        case Operator operator -> join(operator);
        case Comment _ -> {}
      }
    }
    boolean open = lexed.open() || (words.isEmpty() && waiting.isPresent());
    if (words.isEmpty() && waiting.isPresent()) {
      Operator last = waiting.get();
      problems.add(
          last.sign() == Sign.PIPE
              ? new Problem(last.span(), "a filter is missing after '|'", "grep, count, json …")
              : new Problem(last.span(), "a command is missing after this", ""));
    }
    endPipeline();
    return new Line(lexed.line(), pipelines, lexed.lexemes(), problems, open);
  }

  private void redirect(Redirection redirection) {
    switch (redirection.target()) {
      case OUTPUT_AWAY -> output = Sink.NOWHERE;
      case ERRORS_AWAY -> errors = Sink.NOWHERE;
      case ERRORS_TO_OUTPUT -> errors = output;
    }
  }

  private void join(Operator operator) {
    if (words.isEmpty()) {
      if (operator.sign() != Sign.LINE_END) {
        problems.add(new Problem(operator.span(), "a command is missing before this", ""));
      }
      return;
    }
    switch (operator.sign()) {
      case PIPE -> {
        endStage();
        waiting = Optional.of(operator);
      }
      case NEXT, LINE_END -> {
        endPipeline();
        connector = Connector.ALWAYS;
      }
      case AND, OR -> {
        endPipeline();
        connector = operator.sign() == Sign.AND ? Connector.IF_WELL : Connector.IF_FAILED;
        waiting = Optional.of(operator);
      }
    }
  }

  private void endStage() {
    if (!words.isEmpty()) {
      Span span = words.getFirst().span().to(words.getLast().span());
      stages.add(new Stage(words, span, output, errors));
    }
    words.clear();
    output = Sink.OUTPUT;
    errors = Sink.ERRORS;
    waiting = Optional.empty();
  }

  private void endPipeline() {
    endStage();
    if (!stages.isEmpty()) {
      pipelines.add(new Pipeline(connector, stages.getFirst(), stages.subList(1, stages.size())));
    }
    stages.clear();
  }
}
