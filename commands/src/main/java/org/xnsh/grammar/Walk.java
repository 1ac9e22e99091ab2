package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Leaf;
import org.xnsh.grammar.Syntax.Parameter;

/// Where a line's words lead in all usages at once: a set of places, the best first. Pure: a step
/// gives another walk.
public final class Walk {

  private final List<Place> places;

  /// A state of one usage.
  private record Place(int usage, @Nullable Todo todo, @Nullable Taken taken) {}

  private record State(int usage, @Nullable Todo todo) {}

  /// A word that was laid over a leaf, and the ones before it.
  private record Taken(Leaf leaf, Token token, @Nullable Taken before) {}

  /// What a word can be here.
  ///
  /// @param usage the index of the usage
  /// @param leaf the place in it
  public record Expected(int usage, Leaf leaf) {}

  private Walk(List<Place> places) {
    this.places = places;
  }

  static Walk start(List<Usage> usages) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < usages.size(); i++) {
      places.add(new Place(i, new Todo(usages.get(i).syntax(), null), null));
    }
    return new Walk(places);
  }

  /// All that can come next; the usage that fits the words best comes first.
  public List<Expected> expected() {
    Set<Expected> all = new LinkedHashSet<>();
    for (Place place : places) {
      for (Todo.Head head : Todo.heads(place.todo)) {
        all.add(new Expected(place.usage, head.leaf()));
      }
    }
    return List.copyOf(all);
  }

  /// Whether nothing fits any more.
  public boolean isLost() {
    return places.isEmpty();
  }

  /// The usages that the words fit so far.
  public List<Integer> usages() {
    return places.stream().map(Place::usage).distinct().toList();
  }

  /// The usage that is complete with these words, or -1.
  public int complete() {
    return places.stream()
        .filter(p -> Todo.mayEnd(p.todo))
        .map(Place::usage)
        .findFirst()
        .orElse(-1);
  }

  /// What the words gave for the places of the best line of a usage.
  public List<Given> given(int usage) {
    Place place =
        places.stream()
            .filter(p -> p.usage == usage && Todo.mayEnd(p.todo))
            .findFirst()
            .orElseGet(
                () -> places.stream().filter(p -> p.usage == usage).findFirst().orElseThrow());
    List<Given> given = new ArrayList<>();
    for (Taken t = place.taken; t != null; t = t.before) {
      given.add(new Given(t.leaf, t.token));
    }
    return given.reversed();
  }

  /// A word and what it is taken for.
  public record Given(Leaf leaf, Token token) {}

  /// After one more word. Words of the usage come before parameters, so that `show` in a place for
  /// either is the word; a quoted one is never a word of the usage. An abbreviation counts only
  /// where nothing else fits.
  public Walk step(Token token, boolean abbreviations) {
    List<Place> next = new ArrayList<>();
    Set<State> seen = new HashSet<>();
    for (Place place : places) {
      List<Todo.Head> heads = Todo.heads(place.todo);
      for (Todo.Head head : heads) {
        if (isWord(head.leaf(), token)) {
          add(next, seen, place, head, token);
        }
      }
      for (Todo.Head head : heads) {
        if (head.leaf() instanceof Parameter p && p.fault(token.text()).isEmpty()) {
          add(next, seen, place, head, token);
        }
      }
    }
    List<String> full = abbreviated(token);
    if (next.isEmpty() && abbreviations && full.size() == 1) {
      return step(new Token(full.getFirst(), token.span(), false), false);
    }
    return new Walk(next);
  }

  /// The words of usages that an unquoted token begins.
  List<String> abbreviated(Token token) {
    if (token.quoted() || token.text().isEmpty()) {
      return List.of();
    }
    return expected().stream()
        .filter(e -> e.leaf() instanceof Keyword k && k.text().startsWith(token.text()))
        .map(e -> e.leaf().text())
        .distinct()
        .toList();
  }

  private static boolean isWord(Leaf leaf, Token token) {
    return leaf instanceof Keyword k && !token.quoted() && k.text().equals(token.text());
  }

  private static void add(
      List<Place> next, Set<State> seen, Place from, Todo.Head head, Token token) {
    if (seen.add(new State(from.usage, head.rest()))) {
      Taken taken = new Taken(head.leaf(), token, from.taken);
      next.add(new Place(from.usage, head.rest(), taken));
    }
  }
}
