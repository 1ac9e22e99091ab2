package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnsh.grammar.Syntax.AnyOrder;
import org.xnsh.grammar.Syntax.Choice;
import org.xnsh.grammar.Syntax.Leaf;
import org.xnsh.grammar.Syntax.Maybe;
import org.xnsh.grammar.Syntax.Repeat;
import org.xnsh.grammar.Syntax.Sequence;

/// What of a usage is still to come, after some words: a list, first part first. Two lines that
/// leave the same to do are in the same state, whatever they typed.
record Todo(Syntax first, @Nullable Todo rest) {

  /// A word that may come next, and what is left to do after it.
  record Head(Leaf leaf, @Nullable Todo rest) {}

  /// Every word that may come next.
  static List<Head> heads(@Nullable Todo todo) {
    List<Head> heads = new ArrayList<>();
    collect(todo, heads);
    return heads;
  }

  private static void collect(@Nullable Todo todo, List<Head> heads) {
    if (todo == null) {
      return;
    }
    Todo rest = todo.rest;
    switch (todo.first) {
      case Leaf leaf -> heads.add(new Head(leaf, rest));
      case Sequence s -> collect(push(s.parts(), rest), heads);
      case Choice c -> {
        for (Syntax way : c.ways()) {
          collect(new Todo(way, rest), heads);
        }
      }
      case Maybe m -> {
        collect(new Todo(m.body(), rest), heads);
        collect(rest, heads);
      }
      case Repeat r -> collect(new Todo(r.body(), new Todo(new Maybe(r), rest)), heads);
      case AnyOrder a -> {
        for (Syntax option : a.options()) {
          collect(taking(option, a, rest), heads);
        }
        collect(rest, heads);
      }
    }
  }

  /// Whether nothing more needs to come.
  static boolean mayEnd(@Nullable Todo todo) {
    return todo == null || (UsageCheck.mayBeEmpty(todo.first) && mayEnd(todo.rest));
  }

  private static Todo taking(Syntax option, AnyOrder of, @Nullable Todo rest) {
    if (option instanceof Repeat again) {
      return new Todo(again.body(), new Todo(of, rest));
    }
    List<Syntax> others = new ArrayList<>(of.options());
    others.remove(option);
    return new Todo(option, others.isEmpty() ? rest : new Todo(new AnyOrder(others), rest));
  }

  private static @Nullable Todo push(List<Syntax> parts, @Nullable Todo rest) {
    Todo todo = rest;
    for (Syntax part : parts.reversed()) {
      todo = new Todo(part, todo);
    }
    return todo;
  }
}
