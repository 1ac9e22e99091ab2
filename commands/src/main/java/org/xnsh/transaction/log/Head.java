package org.xnsh.transaction.log;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The plain members that a record begins with, up to its first list: all that an index needs of
/// it, so that reading a long log stops before the bulk of each line.
///
/// @param kind the word of a [RecordKind], or one of a newer version
/// @param number the transaction that the record belongs to; 0 where it belongs to none
public record Head(String kind, long number, JsonObject members) {

  /// @throws RecordJson.Illegible where the line is no JSON object
  static Head of(String line) throws IOException {
    JsonObject members = new JsonObject();
    try (JsonReader reader = new JsonReader(new StringReader(line))) {
      reader.beginObject();
      boolean more = reader.hasNext();
      while (more) {
        String name = reader.nextName();
        Optional<JsonPrimitive> value = plain(reader);
        value.ifPresent(v -> members.add(name, v));
        more = value.isPresent() && reader.hasNext();
      }
      return new Head(
          text(members, "kind").orElse(""), number(members, "number").orElse(0), members);
    } catch (IllegalStateException | NumberFormatException e) {
      throw new RecordJson.Illegible(e);
    }
  }

  /// The head of a line, if it is a record.
  static Optional<Head> in(String line) {
    try {
      return Optional.of(of(line));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonPrimitive> plain(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case STRING -> Optional.of(new JsonPrimitive(reader.nextString()));
      case NUMBER -> Optional.of(new JsonPrimitive(reader.nextLong()));
      case BOOLEAN -> Optional.of(new JsonPrimitive(reader.nextBoolean()));
      case BEGIN_ARRAY, BEGIN_OBJECT, NULL, END_ARRAY, END_OBJECT, END_DOCUMENT, NAME ->
          Optional.empty();
    };
  }

  private static Optional<String> text(JsonObject members, String name) {
    return Optional.ofNullable(members.getAsJsonPrimitive(name))
        .filter(JsonPrimitive::isString)
        .map(JsonPrimitive::getAsString);
  }

  private static OptionalLong number(JsonObject members, String name) {
    JsonPrimitive value = members.getAsJsonPrimitive(name);
    return value != null && value.isNumber()
        ? OptionalLong.of(value.getAsLong())
        : OptionalLong.empty();
  }

  Optional<String> text(String name) {
    return text(members, name);
  }

  OptionalLong number(String name) {
    return number(members, name);
  }

  boolean isSet(String name) {
    JsonPrimitive value = members.getAsJsonPrimitive(name);
    return value != null && value.isBoolean() && value.getAsBoolean();
  }

  boolean is(RecordKind<?> of) {
    return kind.equals(of.word());
  }

  public String operator() {
    return text("operator").orElse("");
  }

  /// The transactions that it takes back, newest first; none where the line is damaged there.
  public List<Long> undoOf() {
    try {
      return RecordKind.numbers(members, "undoOf");
    } catch (NumberFormatException e) {
      return List.of();
    }
  }

  public OptionalLong redoOf() {
    return number("redoOf");
  }

  OptionalLong rollbackTo() {
    return number("rollbackTo");
  }
}
