package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.KeyText;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKind;

/// Keys and attributes as words of a line: `name=value` with both escaped; a name alone is an
/// attribute that has no value.
final class AttributesText {

  private AttributesText() {}

  /// All that have a value.
  static String write(Attributes attributes) {
    List<String> words = new ArrayList<>();
    attributes.forEach((attribute, value) -> words.add(word(attribute, Optional.of(value))));
    return String.join(" ", words);
  }

  /// Only these, whether they have a value or not.
  static String write(Attributes attributes, List<Attribute<?>> only) {
    return only.stream().map(a -> word(a, attributes.get(a))).collect(Collectors.joining(" "));
  }

  static String word(Attribute<?> attribute, Optional<?> value) {
    String name = Escape.write(attribute.name());
    return value.map(v -> name + "=" + Escape.write(attribute.write(v))).orElse(name);
  }

  /// The attributes with the words' values put in or taken out.
  static Attributes read(Attributes start, String words) {
    Attributes result = start;
    for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
      Attribute<?> attribute = attribute(start.of(), word);
      result = result.withAny(attribute, value(attribute, word));
    }
    return result;
  }

  static Attribute<?> attribute(ObjectKind kind, String word) {
    int equals = word.indexOf('=');
    String name = Escape.read(equals < 0 ? word : word.substring(0, equals));
    return AttributeTable.of(kind)
        .named(name)
        .orElseThrow(() -> new IllegalArgumentException("no attribute of a " + kind + ": " + name));
  }

  static Optional<?> value(Attribute<?> attribute, String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? Optional.empty()
        : Optional.of(attribute.type().read(Escape.read(word.substring(equals + 1))));
  }

  /// A key as one word.
  static String key(ObjectKey key) {
    return Escape.write(key.text());
  }

  static ObjectKey key(String word) {
    return KeyText.parse(Escape.read(word));
  }
}
