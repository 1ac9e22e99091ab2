package org.xnsh.host.linux.netlink;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.RawOptions;

/// The fields of one nested attribute, found by their type.
final class FieldTable {

  private final List<Field<?>> fields;
  private final Attribute<RawOptions> raw;
  private final Set<Integer> ignored;
  private final @Nullable Field<?>[] byType;

  /// @param raw where fields go that are in neither list
  /// @param ignored types that the kernel computes, counts or pads with
  FieldTable(List<Field<?>> fields, Attribute<RawOptions> raw, Set<Integer> ignored) {
    this.fields = fields;
    this.raw = raw;
    this.ignored = ignored;
    int largest = fields.stream().mapToInt(Field::type).max().orElse(0);
    this.byType = new @Nullable Field<?>[largest + 1];
    for (Field<?> field : fields) {
      byType[field.type()] = field;
    }
  }

  void read(AttributeCursor a, Attributes.Builder into) throws MalformedMessage {
    RawOptions unknown = RawOptions.NONE;
    while (a.next()) {
      Field<?> field = a.type() < byType.length ? byType[a.type()] : null;
      if (field != null) {
        field.read(a, into);
      } else if (!ignored.contains(a.type())) {
        unknown = a.into(unknown);
      }
    }
    if (!unknown.isEmpty()) {
      into.put(raw, unknown);
    }
  }

  /// Writes one attribute of an object.
  ///
  /// @throws IllegalArgumentException where the kernel has no request for it
  void write(MessageWriter to, Attribute<?> attribute, Attributes from) {
    if (attribute.equals(raw)) {
      to.putRaw(from.get(raw, RawOptions.NONE));
      return;
    }
    Optional<Field<?>> field =
        fields.stream().filter(f -> f.attribute().equals(attribute)).findFirst();
    if (field.isEmpty() || !field.get().write(to, from)) {
      throw new IllegalArgumentException("the kernel has no request that sets " + attribute);
    }
  }
}
