package org.xnsh.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a line gave for the places of a usage.
///
/// @param line the command's text as typed, without what joins it to others
/// @param words all tokens after the command's own words, as typed
/// @param given tokens by the parameter's name as in the usage text (`bridge` for `<bridge>`); a
///   choice or option word stands under its own text (`on`, `exact`)
public record Arguments(String line, List<Token> words, Map<String, List<Token>> given) {

  public Arguments {
    words = List.copyOf(words);
    given = Map.copyOf(given);
  }

  public boolean has(String name) {
    return given.containsKey(name);
  }

  /// The one token given for a parameter, if it was.
  public Optional<Token> token(String name) {
    return Optional.ofNullable(given.get(name)).map(List::getFirst);
  }

  /// The text given for a parameter that the usage demands.
  public String text(String name) {
    return token(name)
        .map(Token::text)
        .orElseThrow(() -> new IllegalArgumentException("no <" + name + "> in: " + line));
  }

  /// All texts given for a parameter that may stand several times.
  public List<String> texts(String name) {
    return given.getOrDefault(name, List.of()).stream().map(Token::text).toList();
  }
}
