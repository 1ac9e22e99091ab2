package org.xnsh.network;

/// One attribute of one kind of object: a row of the table.
///
/// @param of the kind of object that has it
/// @param ordinal its place in that kind's table
/// @param name the word that `ip -d` or brctl uses for it
/// @param standing who decides its value
/// @param type what it holds
/// @param about one line for an operator, with unit and range
public record Attribute<V>(
    ObjectKind of,
    int ordinal,
    String name,
    AttributeClass standing,
    ValueType<V> type,
    String about) {

  static <V> Attribute<V> configured(
      ObjectKind of, int ordinal, String name, ValueType<V> type, String about) {
    return new Attribute<>(of, ordinal, name, AttributeClass.CONFIGURED, type, about);
  }

  static <V> Attribute<V> derived(
      ObjectKind of, int ordinal, String name, ValueType<V> type, String about) {
    return new Attribute<>(of, ordinal, name, AttributeClass.DERIVED, type, about);
  }

  static <V> Attribute<V> sticky(
      ObjectKind of, int ordinal, String name, ValueType<V> type, String about) {
    return new Attribute<>(of, ordinal, name, AttributeClass.STICKY, type, about);
  }

  static <V> Attribute<V> observed(
      ObjectKind of, int ordinal, String name, ValueType<V> type, String about) {
    return new Attribute<>(of, ordinal, name, AttributeClass.OBSERVED, type, about);
  }

  /// The value's text form, for the log and for display.
  @SuppressWarnings("unchecked") // Attributes pairs each value with its own attribute
  public String write(Object value) {
    return type.write((V) value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attribute<?> that && of == that.of && ordinal == that.ordinal;
  }

  @Override
  public int hashCode() {
    return of.hashCode() * 131 + ordinal;
  }

  @Override
  public String toString() {
    return of.word() + "." + name;
  }
}
