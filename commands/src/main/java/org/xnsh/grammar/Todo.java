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

  /// Gets a word that may come next, and what is left to do after it.
  @FunctionalInterface
  interface Visitor {
    void visit(Leaf leaf, @Nullable Todo rest);
  }

  /// Visits every word that may come next, with what is left to do after it.
  static void heads(@Nullable Todo todo, Visitor visitor) {
    if (todo == null) {
      return;
    }
    Todo rest = todo.rest;
    switch (todo.first) {
      case Leaf leaf -> visitor.visit(leaf, rest);
      case Sequence s -> heads(push(s.parts(), rest), visitor);
      case Choice c -> c.ways().forEach(way -> heads(new Todo(way, rest), visitor));
      case Maybe m -> {
        heads(new Todo(m.body(), rest), visitor);
        heads(rest, visitor);
      }
      case Repeat r -> heads(new Todo(r.body(), new Todo(new Maybe(r), rest)), visitor);
      case AnyOrder a -> {
        for (Syntax option : a.options()) {
          heads(taking(option, a, rest), visitor);
        }
        heads(rest, visitor);
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
