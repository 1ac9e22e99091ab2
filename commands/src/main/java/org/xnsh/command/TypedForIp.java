package org.xnsh.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.command.IpVerbs.Known;
import org.xnsh.grammar.Token;

/// The beginning of a line typed for `ip` or `bridge`, as the own family's words, so that
/// completion and `?` know what may come next.
///
/// @param words the own family's words: `ip -br addr del` as `address delete`
/// @param objects what may stand next where no object is typed yet, with its verbs
/// @param verbs what may stand next where no verb is typed yet
public record TypedForIp(List<Token> words, Map<String, String> objects, List<String> verbs) {

  /// Nothing for a line that is typed for another program, or that `ip` would not know.
  public static Optional<TypedForIp> of(List<Token> words) {
    if (words.isEmpty() || words.getFirst().quoted()) {
      return Optional.empty();
    }
    return switch (words.getFirst().text()) {
      case "ip" -> of(IpVerbs.IP, words);
      case "bridge" -> of(IpVerbs.BRIDGE, words);
      default -> Optional.empty();
    };
  }

  private static Optional<TypedForIp> of(Map<String, List<Known>> known, List<Token> words) {
    List<Token> rest = new ArrayList<>(words.subList(1, words.size()));
    while (!rest.isEmpty() && rest.getFirst().text().startsWith("-")) {
      String option = rest.removeFirst().text();
      if ((option.equals("-f") || option.equals("-family")) && !rest.isEmpty()) {
        rest.removeFirst();
      }
    }
    if (rest.isEmpty()) {
      Map<String, String> objects = new LinkedHashMap<>();
      known.forEach((object, verbs) -> objects.put(object, verbs(verbs)));
      return Optional.of(new TypedForIp(List.of(), objects, List.of()));
    }
    Token object = rest.removeFirst();
    Optional<List<Known>> verbs = IpCommands.first(known, object.text());
    return known.entrySet().stream()
        .filter(e -> verbs.isPresent() && e.getValue() == verbs.get())
        .findFirst()
        .map(e -> withObject(new Token(e.getKey(), object.span(), false), e.getValue(), rest));
  }

  private static TypedForIp withObject(Token object, List<Known> verbs, List<Token> rest) {
    List<Token> own = new ArrayList<>(List.of(object));
    for (Token word : rest) {
      boolean isVerb = own.size() == 1;
      Optional<String> verb =
          verbs.stream().filter(v -> isVerb && v.means(word.text())).map(Known::verb).findFirst();
      own.add(verb.map(v -> new Token(v, word.span(), false)).orElse(word));
    }
    List<String> next =
        rest.isEmpty() ? verbs.stream().map(Known::verb).toList() : List.<String>of();
    return new TypedForIp(own, Map.of(), next);
  }

  private static String verbs(List<Known> verbs) {
    return verbs.stream().map(Known::verb).collect(Collectors.joining(", "));
  }
}
