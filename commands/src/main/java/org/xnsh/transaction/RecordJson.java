package org.xnsh.transaction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.transaction.LogRecord.Intent;
import org.xnsh.transaction.LogRecord.Result;

/// Records as JSON objects, built by hand: reflection costs time at every start. What an index
/// needs stands first, so that reading a long log stops before the bulk of each line.
final class RecordJson {

  private static final String INTENT = "intent";
  private static final String RESULT = "result";

  private RecordJson() {}

  /// A line that this version cannot read.
  static final class Illegible extends IOException {
    private static final long serialVersionUID = 1L;

    Illegible(Throwable cause) {
      super("a line of the transaction log cannot be read: " + cause.getMessage(), cause);
    }
  }

  /// The first members of a record.
  ///
  /// @param kind `intent`, `result`, or a word of a newer version
  /// @param partly a result that left something undone
  record Head(
      String kind,
      long number,
      String operator,
      OptionalLong undoOf,
      OptionalLong redoOf,
      Optional<Entry.State> state,
      boolean partly) {

    boolean isIntent() {
      return kind.equals(INTENT);
    }

    boolean isResult() {
      return kind.equals(RESULT);
    }

    boolean isTimer() {
      return kind.equals(TimerJson.KIND);
    }
  }

  static String write(LogRecord record) {
    return switch (record) {
      case Intent intent -> write(intent).toString();
      case Result result -> write(result).toString();
      case TimerRecord timer -> write(timer).toString();
    };
  }

  private static JsonObject write(Intent intent) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", INTENT);
    json.addProperty("number", intent.number());
    json.addProperty("operator", intent.operator());
    intent.undoOf().ifPresent(n -> json.addProperty("undoOf", n));
    intent.redoOf().ifPresent(n -> json.addProperty("redoOf", n));
    json.addProperty("at", intent.at().toString());
    json.addProperty("origin", intent.origin());
    json.addProperty("command", intent.command());
    if (!intent.comment().isEmpty()) {
      json.addProperty("comment", intent.comment());
    }
    if (intent.forced()) {
      json.addProperty("forced", true);
    }
    json.add("steps", texts(intent.steps()));
    json.add("image", ChangeJson.write(intent.image()));
    json.add("planned", ChangeJson.write(intent.planned()));
    return json;
  }

  private static JsonObject write(Result result) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", RESULT);
    json.addProperty("number", result.number());
    json.addProperty("state", result.state().name().toLowerCase(Locale.ROOT));
    json.addProperty("partly", !result.left().isEmpty());
    json.addProperty("at", result.at().toString());
    json.add("changes", ChangeJson.write(result.changes()));
    json.add("outside", ChangeJson.write(result.outside()));
    json.add("remarks", texts(result.remarks()));
    json.add("left", texts(result.left()));
    return json;
  }

  private static JsonObject write(TimerRecord timer) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", TimerJson.KIND);
    json.addProperty("number", timer.number());
    TimerJson.write(timer, json);
    return json;
  }

  static TimerRecord timer(String line) throws Illegible {
    try {
      return TimerJson.read(parse(line));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new Illegible(e);
    }
  }

  /// Reads as far as the index needs.
  static Head head(String line) throws IOException {
    String kind = "";
    long number = 0;
    String operator = "";
    OptionalLong undoOf = OptionalLong.empty();
    OptionalLong redoOf = OptionalLong.empty();
    Optional<Entry.State> state = Optional.empty();
    boolean partly = false;
    try (JsonReader reader = new JsonReader(new StringReader(line))) {
      reader.beginObject();
      boolean more = reader.hasNext();
      while (more) {
        switch (reader.nextName()) {
          case "kind" -> kind = reader.nextString();
          case "number" -> number = reader.nextLong();
          case "operator" -> operator = reader.nextString();
          case "undoOf" -> undoOf = OptionalLong.of(reader.nextLong());
          case "redoOf" -> redoOf = OptionalLong.of(reader.nextLong());
          case "state" -> state = Optional.of(state(reader.nextString()));
          case "partly" -> partly = reader.nextBoolean();
          default -> {
            return new Head(kind, number, operator, undoOf, redoOf, state, partly);
          }
        }
        more = reader.hasNext();
      }
    } catch (IllegalStateException | NumberFormatException e) {
      throw new Illegible(e);
    }
    return new Head(kind, number, operator, undoOf, redoOf, state, partly);
  }

  static Intent intent(String line) throws Illegible {
    try {
      return intent(parse(line));
    } catch (IllegalArgumentException e) {
      throw new Illegible(e);
    }
  }

  private static Intent intent(JsonObject json) {
    return new Intent(
        json.get("number").getAsLong(),
        Instant.parse(json.get("at").getAsString()),
        json.get("operator").getAsString(),
        json.get("origin").getAsString(),
        json.get("command").getAsString(),
        json.has("comment") ? json.get("comment").getAsString() : "",
        json.has("forced") && json.get("forced").getAsBoolean(),
        number(json, "undoOf"),
        number(json, "redoOf"),
        texts(json.getAsJsonArray("steps")),
        ChangeJson.read(json.getAsJsonArray("image")),
        ChangeJson.read(json.getAsJsonArray("planned")));
  }

  static Result result(String line) throws Illegible {
    try {
      return result(parse(line));
    } catch (IllegalArgumentException e) {
      throw new Illegible(e);
    }
  }

  private static Result result(JsonObject json) {
    return new Result(
        json.get("number").getAsLong(),
        Instant.parse(json.get("at").getAsString()),
        state(json.get("state").getAsString()),
        ChangeJson.read(json.getAsJsonArray("changes")),
        ChangeJson.read(json.getAsJsonArray("outside")),
        texts(json.getAsJsonArray("remarks")),
        texts(json.getAsJsonArray("left")));
  }

  private static JsonObject parse(String line) throws Illegible {
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new Illegible(e);
    }
  }

  /// A newer version may know more states.
  private static Entry.State state(String word) {
    for (Entry.State state : Entry.State.values()) {
      if (state.name().equals(word.toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    return Entry.State.UNKNOWN;
  }

  private static OptionalLong number(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value.getAsLong());
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray json = new JsonArray(texts.size());
    texts.forEach(json::add);
    return json;
  }

  private static List<String> texts(JsonArray json) {
    List<String> texts = new ArrayList<>(json.size());
    json.forEach(t -> texts.add(t.getAsString()));
    return texts;
  }
}
