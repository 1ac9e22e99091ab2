package org.xnsh.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.command.TypedForIp;
import org.xnsh.grammar.Lexeme;
import org.xnsh.grammar.Lexeme.Operator;
import org.xnsh.grammar.Lexeme.Sign;
import org.xnsh.grammar.Lexeme.Word;
import org.xnsh.grammar.Lexer;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.Span;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Token;

/// What stands before the cursor: the words of this command or filter, and the word that the cursor
/// is at the end of.
///
/// @param before the finished words of the stage
/// @param word what is being typed; empty between words
/// @param filter whether the stage is one after `|`
/// @param ip how far a line typed for `ip` has come; its words are then the own family's
/// @param comment whether the cursor is in a comment, where nothing is suggested
record Cursor(
    List<Token> before, Token word, boolean filter, boolean comment, Optional<TypedForIp> ip) {

  static Cursor at(String line, int offset) {
    String text = line.substring(0, Math.max(0, Math.min(offset, line.length())));
    List<Token> words = new ArrayList<>();
    boolean filter = false;
    boolean comment = false;
    for (Lexeme lexeme : Lexer.lex(text).lexemes()) {
      comment = false;
      switch (lexeme) {
        case Word word -> words.add(word.token());
        case Operator operator -> {
          words.clear();
          filter = operator.sign() == Sign.PIPE;
        }
        case Lexeme.Comment _ -> comment = true;
        case Lexeme.Redirection _ -> {}
      }
    }
    boolean within = !words.isEmpty() && words.getLast().span().end() == text.length();
    Token word = within ? words.removeLast() : new Token("", Span.at(text.length()), false);
    Optional<TypedForIp> ip = filter ? Optional.empty() : TypedForIp.of(words);
    List<Token> before = ip.map(TypedForIp::words).orElse(words);
    return new Cursor(List.copyOf(before), word, filter, comment, ip);
  }

  /// The cursor in the line that words like `dry-run` and `force` stand before; the same where none
  /// does.
  Cursor inner(Matcher matcher) {
    Cursor inner = this;
    int from = Prefixed.rest(matcher, inner.before());
    while (from > 0) {
      List<Token> words = inner.before().subList(from, inner.before().size());
      Optional<TypedForIp> typed = TypedForIp.of(words);
      inner = new Cursor(typed.map(TypedForIp::words).orElse(words), word, filter, comment, typed);
      from = Prefixed.rest(matcher, inner.before());
    }
    return inner;
  }

  /// The objects that a line typed for `ip` may go on with; empty where it has one, or is
  /// another's.
  Map<String, String> objects() {
    return ip.map(TypedForIp::objects).orElse(Map.of());
  }

  /// Whether a word of the own grammar may come next where `ip` was typed: it has fewer verbs.
  boolean admits(Keyword keyword) {
    return ip.isEmpty() || ip.get().verbs().isEmpty() || ip.get().verbs().contains(keyword.text());
  }

  /// The same word, with other words before it.
  Cursor after(List<Token> others) {
    return new Cursor(others, word, filter, comment, Optional.empty());
  }
}
