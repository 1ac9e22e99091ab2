package org.xnsh.transaction.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kind of record: its word in the log, how it is written and how it is read. A new one is a
/// record in [LogRecord], a class that implements this, a line in [RecordJson], and, where it says
/// something of a transaction, what [LogIndex] makes of it. A version that does not know a kind
/// keeps its lines and skips them.
///
/// A member that came later is optional to a reader: the lines of an older version lack it.
public interface RecordKind<R extends LogRecord> {

  /// What stands in the member `kind`.
  String word();

  /// Plain members first, then lists: an index reads no further than the first list ([Head]).
  ///
  /// @param json has `kind` and `number` already
  void write(R record, JsonLine json);

  /// @throws IllegalArgumentException where a member is not what it must be
  R read(JsonObject json);

  static String text(JsonObject json, String name) {
    return member(json, name).getAsString();
  }

  static JsonArray list(JsonObject json, String name) {
    return member(json, name).getAsJsonArray();
  }

  private static JsonElement member(JsonObject json, String name) {
    JsonElement member = json.get(name);
    if (member == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return member;
  }

  static OptionalLong number(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value.getAsLong());
  }

  /// Numbers as one plain member: a head must not end before what follows.
  static void numbers(JsonLine json, String name, List<Long> numbers) {
    if (numbers.size() == 1) {
      json.addProperty(name, numbers.getFirst());
    } else if (!numbers.isEmpty()) {
      json.addProperty(
          name, numbers.stream().map(n -> Long.toString(n)).collect(Collectors.joining(" ")));
    }
  }

  static List<Long> numbers(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null
        ? List.of()
        : Stream.of(value.getAsString().split(" ")).map(Long::valueOf).toList();
  }

  static List<String> texts(JsonArray json) {
    List<String> texts = new ArrayList<>(json.size());
    json.forEach(t -> texts.add(t.getAsString()));
    return texts;
  }
}
