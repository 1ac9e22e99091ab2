package org.xnsh.transaction.log;

import com.google.gson.JsonElement;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.xnsh.change.Difference;

/// A JSON object that is written member by member, as text at once: a tree of it, built and walked
/// only to be written, costs more than all the rest of a record of a thousand ports.
final class JsonLine {

  private final StringBuilder text;
  private boolean isFirst = true;

  JsonLine() {
    this(new StringBuilder(1024));
  }

  /// Writes an object behind what is there.
  JsonLine(StringBuilder text) {
    this.text = text.append('{');
  }

  private StringBuilder name(String name) {
    if (!isFirst) {
      text.append(',');
    }
    isFirst = false;
    quote(name);
    return text.append(':');
  }

  JsonLine addProperty(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonLine addProperty(String name, long value) {
    name(name).append(value);
    return this;
  }

  JsonLine addProperty(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  JsonLine addNull(String name) {
    name(name).append("null");
    return this;
  }

  JsonLine add(String name, JsonElement value) {
    name(name).append(value);
    return this;
  }

  JsonLine add(String name, Difference difference) {
    ChangeJson.write(difference, name(name));
    return this;
  }

  JsonLine add(String name, Collection<String> texts) {
    name(name).append('[');
    boolean first = true;
    for (String value : texts) {
      if (!first) {
        text.append(',');
      }
      first = false;
      quote(value);
    }
    text.append(']');
    return this;
  }

  /// A list of objects.
  ///
  /// @param one writes the members of one
  <T> JsonLine addEach(String name, Iterable<T> all, BiConsumer<T, JsonLine> one) {
    name(name).append('[');
    String between = "";
    for (T each : all) {
      JsonLine json = new JsonLine(text.append(between));
      one.accept(each, json);
      json.end();
      between = ",";
    }
    text.append(']');
    return this;
  }

  /// A member that is an object itself: its members are written to what this gives, then its end.
  JsonLine begin(String name) {
    return new JsonLine(name(name));
  }

  void end() {
    text.append('}');
  }

  /// The object, ended.
  String line() {
    return text.append('}').toString();
  }

  private void quote(String value) {
    text.append('"');
    if (isPlain(value)) {
      text.append(value);
    } else {
      value.chars().forEach(c -> escape((char) c));
    }
    text.append('"');
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /// RFC 8259, 7; and what ends a line elsewhere.
  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\u2028', '\u2029' -> text.append(c == '\u2028' ? "\\u2028" : "\\u2029");
      default -> {
        if (c < 0x20) {
          text.append("\\u00")
              .append((char) ('0' + (c >> 4)))
              .append(Character.forDigit(c & 15, 16));
        } else {
          text.append(c);
        }
      }
    }
  }
}
