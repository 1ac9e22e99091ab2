package org.xnsh.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xnsh.grammar.Syntax.AnyOrder;
import org.xnsh.grammar.Syntax.Choice;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Maybe;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Syntax.Repeat;
import org.xnsh.grammar.Syntax.Sequence;

/// Reads usage texts by recursive descent.
final class UsageReader {

  private static final String SIGNS = "<>{}[]|";
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?:(?<name>[a-z][a-z0-9-]*):)?(?<kind>[a-z][a-z-]*)"
              + "(?:\\((?<least>-?[0-9.]+)-(?<most>[0-9.]+)\\))?");

  private final String text;
  private int at;

  UsageReader(String text) {
    this.text = text;
  }

  Syntax read() {
    Syntax syntax = sequence();
    if (at < text.length()) {
      throw fault("'" + text.charAt(at) + "' closes nothing", at);
    }
    Optional<String> flaw = UsageCheck.flaw(syntax);
    if (flaw.isPresent()) {
      throw fault(flaw.get(), 0);
    }
    return syntax;
  }

  private Syntax sequence() {
    List<Syntax> parts = new ArrayList<>();
    blanks();
    while (at < text.length() && "}]|".indexOf(text.charAt(at)) < 0) {
      parts.add(repeated(atom()));
      blanks();
    }
    if (parts.isEmpty()) {
      throw fault("something is missing", at);
    }
    return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
  }

  private Syntax repeated(Syntax body) {
    if (!text.startsWith("...", at)) {
      return body;
    }
    int dots = at;
    at += 3;
    if (body instanceof Maybe m) {
      return new Maybe(new Repeat(m.body()));
    }
    Optional<AnyOrder> any = anyOrder(body);
    if (any.isPresent()) {
      return any.get();
    }
    if (UsageCheck.mayBeEmpty(body)) {
      throw fault("what may be left out cannot be repeated", dots);
    }
    return new Repeat(body);
  }

  private static Optional<AnyOrder> anyOrder(Syntax body) {
    List<Syntax> parts = body instanceof Sequence s ? s.parts() : List.of(body);
    List<Syntax> options = new ArrayList<>();
    for (Syntax part : parts) {
      if (!(part instanceof Maybe option)) {
        return Optional.empty();
      }
      options.add(option.body());
    }
    return Optional.of(new AnyOrder(options));
  }

  private Syntax atom() {
    return switch (text.charAt(at)) {
      case '<' -> parameter();
      case '{' -> group('}');
      case '[' -> new Maybe(group(']'));
      case '>' -> arrow();
      default -> keyword();
    };
  }

  /// A `>` of its own is the one of `echo 1 > FILE`.
  private Syntax arrow() {
    if (!text.startsWith("> ", at)) {
      throw fault("'>' closes nothing", at);
    }
    at++;
    return new Keyword(">");
  }

  private Syntax group(char close) {
    int start = at;
    List<Syntax> ways = new ArrayList<>();
    do {
      at++;
      ways.add(sequence());
    } while (at < text.length() && text.charAt(at) == '|');
    if (at == text.length() || text.charAt(at) != close) {
      throw fault("'" + text.charAt(start) + "' is not closed", start);
    }
    at++;
    return ways.size() == 1 ? ways.getFirst() : new Choice(ways);
  }

  private Syntax parameter() {
    int start = at;
    int end = text.indexOf('>', at);
    Matcher parts = PARAMETER.matcher(end < 0 ? "" : text.substring(at + 1, end));
    if (!parts.matches()) {
      throw fault("no parameter; one looks like <bridge>, <new:name>, <cost:number(1-9)>", start);
    }
    at = end + 1;
    String word = parts.group("kind");
    ParameterKind kind =
        ParameterKind.of(word)
            .orElseThrow(() -> fault("no kind of parameter is called " + word, start));
    Optional<Range> range = Optional.empty();
    if (parts.group("least") != null) {
      range =
          Optional.of(
              new Range(new BigDecimal(parts.group("least")), new BigDecimal(parts.group("most"))));
      if (!kind.isNumeric()) {
        throw fault("a " + word + " has no range", start);
      }
    }
    String name = parts.group("name");
    return new Parameter(name == null ? word : name, kind, range);
  }

  private Syntax keyword() {
    int start = at;
    while (at < text.length()
        && SIGNS.indexOf(text.charAt(at)) < 0
        && text.charAt(at) != ' '
        && !text.startsWith("...", at)) {
      at++;
    }
    if (at == start) {
      throw fault("nothing stands before '...'", start);
    }
    return new Keyword(text.substring(start, at));
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException fault(String message, int offset) {
    return new IllegalArgumentException(
        "usage: " + message + "\n  " + text + "\n  " + " ".repeat(offset) + "^");
  }
}
