package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKind;

/// The values that steps give to attributes of one kind of object: usual ones, the ends of ranges,
/// and some that a kernel refuses.
final class Choices {

  private final ObjectKind kind;
  private final Map<Attribute<?>, List<Optional<?>>> values = new LinkedHashMap<>();

  Choices(ObjectKind kind) {
    this.kind = kind;
  }

  @SafeVarargs
  final <V> Choices of(Attribute<V> attribute, V... choices) {
    List<Optional<?>> all = new ArrayList<>(values.getOrDefault(attribute, List.of()));
    for (V choice : choices) {
      all.add(Optional.of(choice));
    }
    values.put(attribute, all);
    return this;
  }

  Choices flags(List<Attribute<Boolean>> attributes) {
    attributes.forEach(a -> of(a, true, false));
    return this;
  }

  Choices numbers(List<Attribute<Long>> attributes, Long... choices) {
    attributes.forEach(a -> of(a, choices));
    return this;
  }

  /// The attribute may also be taken away.
  Choices orNone(Attribute<?> attribute) {
    List<Optional<?>> all = new ArrayList<>(values.getOrDefault(attribute, List.of()));
    all.add(Optional.empty());
    values.put(attribute, all);
    return this;
  }

  /// A step that sets one of them.
  Step.Set set(Dice dice, ObjectKey key) {
    Attribute<?> attribute = dice.one(List.copyOf(values.keySet()));
    return new Step.Set(key, attribute, dice.one(values.getOrDefault(attribute, List.of())));
  }

  /// These attributes and, now and then, some of the others.
  Attributes with(Dice dice, Attributes given, int seldom) {
    Attributes drawn = given;
    for (Map.Entry<Attribute<?>, List<Optional<?>>> entry : values.entrySet()) {
      if (given.get(entry.getKey()).isEmpty() && dice.in(seldom)) {
        drawn = drawn.withAny(entry.getKey(), dice.one(entry.getValue()));
      }
    }
    return drawn;
  }

  Attributes drawn(Dice dice, int seldom) {
    return with(dice, Attributes.none(kind), seldom);
  }
}
