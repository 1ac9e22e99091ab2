package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.grammar.Lexeme.Comment;
import org.xnsh.grammar.Lexeme.Operator;
import org.xnsh.grammar.Lexeme.Redirection;
import org.xnsh.grammar.Lexeme.Sign;
import org.xnsh.grammar.Lexeme.Target;
import org.xnsh.grammar.Lexeme.Word;

/// Cuts a line into words, signs, redirections and comments, by the rules that operators know from
/// `sh`: quotes, backslash, `#` at the start of a word. Nothing is expanded: `*`, `$` and `~` stand
/// for themselves. A `>` before a file below /proc/sys is a word of `echo 1 > /proc/sys/…`.
public final class Lexer {

  private final String line;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int at;
  private boolean open;

  private Lexer(String line) {
    this.line = line;
  }

  /// Never throws: what is wrong is among the problems.
  public static Lexed lex(String line) {
    Lexer lexer = new Lexer(line);
    while (lexer.at < line.length()) {
      lexer.next();
    }
    return new Lexed(line, lexer.lexemes, lexer.problems, lexer.open);
  }

  private void next() {
    char c = line.charAt(at);
    if (c == '\n') {
      operator(Sign.LINE_END, 1);
    } else if (isBlank(c)) {
      at++;
    } else if (line.startsWith("\\\n", at)) {
      at += 2;
    } else if (c == '#') {
      comment();
    } else if (c == ';') {
      operator(Sign.NEXT, 1);
    } else if (c == '|') {
      boolean or = line.startsWith("||", at);
      operator(or ? Sign.OR : Sign.PIPE, or ? 2 : 1);
    } else if (c == '&') {
      ampersand();
    } else if (c == '<' || redirectionAt() >= 0) {
      redirection();
    } else {
      word();
    }
  }

  private void operator(Sign sign, int length) {
    lexemes.add(new Operator(sign, new Span(at, at + length)));
    at += length;
  }

  private void ampersand() {
    if (line.startsWith("&&", at)) {
      operator(Sign.AND, 2);
    } else {
      problem(
          new Span(at, at + 1),
          "commands do not run in the background",
          "'&&' joins commands; quote a '&' that is meant as text");
      at++;
    }
  }

  private void comment() {
    int start = at;
    while (at < line.length() && line.charAt(at) != '\n') {
      refuseControl();
      at++;
    }
    lexemes.add(new Comment(new Span(start, at)));
  }

  /// The offset of `>` where a redirection begins here (`>`, `2>`), else -1.
  private int redirectionAt() {
    int i = at;
    while (i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
      i++;
    }
    return i < line.length() && line.charAt(i) == '>' ? i : -1;
  }

  private void redirection() {
    int start = at;
    int sign = redirectionAt();
    String from = sign < 0 ? "" : line.substring(at, sign);
    at = Math.max(sign, at) + 1;
    while (at < line.length() && ">&<|".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    String arrow = line.substring(start, at);
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    int targetStart = at;
    String target = "";
    if (at < line.length() && ";|&<>#\n".indexOf(line.charAt(at)) < 0) {
      Token word = scanWord();
      target = word.text();
      if (arrow.equals(">") && target.startsWith("/proc/sys/")) {
        lexemes.add(new Word(new Token(">", new Span(start, start + 1), false)));
        lexemes.add(new Word(word));
        return;
      }
    }
    Span span = new Span(start, target.isEmpty() ? start + arrow.length() : at);
    boolean dropped = arrow.equals(from + ">") && target.equals("/dev/null");
    if (dropped && (from.isEmpty() || from.equals("1"))) {
      lexemes.add(new Redirection(Target.OUTPUT_AWAY, span));
    } else if (dropped && from.equals("2")) {
      lexemes.add(new Redirection(Target.ERRORS_AWAY, span));
    } else if (arrow.equals("2>&") && target.equals("1") && targetStart == start + 3) {
      lexemes.add(new Redirection(Target.ERRORS_TO_OUTPUT, span));
    } else {
      problem(
          span,
          "output cannot be redirected here",
          "'> /dev/null', '2>/dev/null' and '2>&1' are understood; '| save FILE' keeps output");
    }
  }

  private void word() {
    lexemes.add(new Word(scanWord()));
  }

  private Token scanWord() {
    int start = at;
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (isBlank(c) || ";|&<>\n".indexOf(c) >= 0) {
        break;
      } else if (c == '\'' || c == '"') {
        quoted = true;
        quote(c, text);
      } else if (c == '\\') {
        quoted = true;
        backslash(text);
      } else {
        refuseControl();
        text.append(c);
        at++;
      }
    }
    return new Token(text.toString(), new Span(start, at), quoted);
  }

  private void backslash(StringBuilder text) {
    at++;
    if (at == line.length()) {
      open(new Span(at - 1, at), "the line ends after a backslash", "a backslash quotes one sign");
    } else if (line.charAt(at) == '\n') {
      at++;
    } else {
      refuseControl();
      text.append(line.charAt(at));
      at++;
    }
  }

  private void quote(char mark, StringBuilder text) {
    int start = at;
    at++;
    while (at < line.length() && line.charAt(at) != mark) {
      char c = line.charAt(at);
      boolean escapes =
          mark == '"'
              && c == '\\'
              && at + 1 < line.length()
              && "\"\\".indexOf(line.charAt(at + 1)) >= 0;
      if (escapes) {
        at++;
      }
      refuseControl();
      text.append(line.charAt(at));
      at++;
    }
    if (at == line.length()) {
      open(new Span(start, at), "a quote is not closed", "close it with " + mark);
    } else {
      at++;
    }
  }

  private void open(Span span, String message, String hint) {
    open = true;
    problem(span, message, hint);
  }

  /// Control characters reach a line by pasting; shown or logged raw they would drive the terminal.
  private void refuseControl() {
    char c = line.charAt(at);
    if (Character.isISOControl(c) && c != '\t') {
      problem(
          new Span(at, at + 1),
          String.format("the line holds the control character \\x%02x", (int) c),
          "leave it out; it may have come with pasted text");
    }
  }

  private void problem(Span span, String message, String hint) {
    problems.add(new Problem(span, message, hint));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
