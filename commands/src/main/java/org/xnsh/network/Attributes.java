package org.xnsh.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The values of one object's attributes; an attribute may be absent. Immutable; a changed copy
/// costs one array of references.
public final class Attributes {

  private final AttributeTable table;
  private final @Nullable Object[] values;

  private Attributes(AttributeTable table, @Nullable Object[] values) {
    this.table = table;
    this.values = values;
  }

  /// No value for any attribute of this kind.
  public static Attributes none(ObjectKind kind) {
    AttributeTable table = AttributeTable.of(kind);
    return new Attributes(table, new @Nullable Object[table.attributes().size()]);
  }

  public static Builder builder(ObjectKind kind) {
    return new Builder(AttributeTable.of(kind));
  }

  public Builder toBuilder() {
    return new Builder(table, values.clone());
  }

  public ObjectKind of() {
    return table.of();
  }

  @SuppressWarnings("unchecked") // with() and Builder.put() admit only V for Attribute<V>
  public <V> Optional<V> get(Attribute<V> attribute) {
    return Optional.ofNullable((V) values[place(attribute)]);
  }

  @SuppressWarnings("unchecked") // as get()
  <V> @Nullable V find(Attribute<V> attribute) {
    return (V) values[place(attribute)];
  }

  /// The value, or what the kernel has where it says nothing.
  public <V> V get(Attribute<V> attribute, V otherwise) {
    V value = find(attribute);
    return value == null ? otherwise : value;
  }

  public boolean isOn(Attribute<Boolean> attribute) {
    return get(attribute, false);
  }

  public long number(Attribute<Long> attribute) {
    return get(attribute, 0L);
  }

  public String text(Attribute<String> attribute) {
    return get(attribute, "");
  }

  public <V> Attributes with(Attribute<V> attribute, V value) {
    return toBuilder().put(attribute, value).build();
  }

  public Attributes without(Attribute<?> attribute) {
    return toBuilder().remove(attribute).build();
  }

  /// Sets or removes; for code that walks the table and has lost the value's type.
  public Attributes withAny(Attribute<?> attribute, Optional<?> value) {
    @Nullable Object[] changed = values.clone();
    changed[place(attribute)] = value.orElse(null);
    return new Attributes(table, changed);
  }

  /// The attributes whose values differ, in table order.
  public List<Attribute<?>> differing(Attributes other) {
    if (this == other) {
      return List.of();
    }
    List<Attribute<?>> differing = new ArrayList<>();
    for (Attribute<?> attribute : table.attributes()) {
      Object one = values[attribute.ordinal()];
      Object two = other.values[other.place(attribute)];
      if (one != two && !attribute.type().isSame(one, two)) {
        differing.add(attribute);
      }
    }
    return List.copyOf(differing);
  }

  /// Visits every attribute that has a value, in table order.
  public void forEach(BiConsumer<Attribute<?>, Object> visitor) {
    for (Attribute<?> attribute : table.attributes()) {
      Object value = values[attribute.ordinal()];
      if (value != null) {
        visitor.accept(attribute, value);
      }
    }
  }

  private int place(Attribute<?> attribute) {
    if (attribute.of() != table.of()) {
      throw new IllegalArgumentException(attribute + " is not an attribute of " + table.of());
    }
    return attribute.ordinal();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Attributes that
            && table.of() == that.table.of()
            && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    forEach((a, v) ->
        text.append(text.isEmpty() ? "" : " ").append(a.name()).append('=').append(a.write(v)));
    return text.toString();
  }

  /// Collects values for a new object; not shared between threads.
  public static final class Builder {
    private final AttributeTable table;
    private final @Nullable Object[] values;

    private Builder(AttributeTable table) {
      this(table, new @Nullable Object[table.attributes().size()]);
    }

    private Builder(AttributeTable table, @Nullable Object[] values) {
      this.table = table;
      this.values = values;
    }

    public <V> Builder put(Attribute<V> attribute, V value) {
      values[place(attribute)] = value;
      return this;
    }

    public Builder remove(Attribute<?> attribute) {
      values[place(attribute)] = null;
      return this;
    }

    private int place(Attribute<?> attribute) {
      if (attribute.of() != table.of()) {
        throw new IllegalArgumentException(attribute + " is not an attribute of " + table.of());
      }
      return attribute.ordinal();
    }

    public Attributes build() {
      return new Attributes(table, values.clone());
    }
  }
}
