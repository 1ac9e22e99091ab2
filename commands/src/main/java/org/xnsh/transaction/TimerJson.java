package org.xnsh.transaction;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xnsh.transaction.ConfirmTimer.End;
import org.xnsh.transaction.ConfirmTimer.End.Confirmed;
import org.xnsh.transaction.ConfirmTimer.End.Disarmed;
import org.xnsh.transaction.ConfirmTimer.End.Fired;
import org.xnsh.transaction.TimerRecord.Armed;
import org.xnsh.transaction.TimerRecord.Ended;
import org.xnsh.transaction.TimerRecord.Moved;

/// What became of a confirm timer, as JSON; all of it has the kind `timer`.
final class TimerJson {

  static final String KIND = "timer";

  private TimerJson() {}

  static void write(TimerRecord record, JsonObject json) {
    switch (record) {
      case Armed r -> {
        json.addProperty("operator", r.operator());
        json.addProperty("event", "armed");
        json.addProperty("at", r.at().toString());
        json.addProperty("origin", r.origin());
        until(json, r.deadline(), r.until());
      }
      case Moved r -> {
        json.addProperty("operator", r.operator());
        json.addProperty("event", "moved");
        json.addProperty("at", r.at().toString());
        until(json, r.deadline(), r.until());
      }
      case Ended(long _, long last, End end) -> {
        switch (end) {
          case Confirmed e -> {
            json.addProperty("operator", e.operator());
            json.addProperty("event", "confirmed");
          }
          case Disarmed e -> {
            json.addProperty("event", "disarmed");
            json.addProperty("why", e.why());
          }
          case Fired _ -> json.addProperty("event", "fired");
        }
        json.addProperty("at", end.at().toString());
        json.addProperty("last", last);
        if (end instanceof Fired e) {
          json.add("restored", texts(e.restored()));
          json.add("left", texts(e.left()));
        }
      }
    }
  }

  private static void until(JsonObject json, long deadline, Instant until) {
    json.addProperty("deadline", deadline);
    json.addProperty("until", until.toString());
  }

  /// @throws IllegalArgumentException where a member is not what it must be
  static TimerRecord read(JsonObject json) {
    long number = json.get("number").getAsLong();
    Instant at = Instant.parse(json.get("at").getAsString());
    String event = json.get("event").getAsString();
    return switch (event) {
      case "armed" ->
          new Armed(
              number,
              at,
              json.get("operator").getAsString(),
              json.get("origin").getAsString(),
              json.get("deadline").getAsLong(),
              Instant.parse(json.get("until").getAsString()));
      case "moved" ->
          new Moved(
              number,
              at,
              json.get("operator").getAsString(),
              json.get("deadline").getAsLong(),
              Instant.parse(json.get("until").getAsString()));
      case "confirmed" -> ended(json, new Confirmed(at, json.get("operator").getAsString()));
      case "disarmed" -> ended(json, new Disarmed(at, json.get("why").getAsString()));
      case "fired" -> ended(json, new Fired(at, texts(json, "restored"), texts(json, "left")));
      default -> throw new IllegalArgumentException("no event of a timer: " + event);
    };
  }

  private static Ended ended(JsonObject json, End end) {
    return new Ended(json.get("number").getAsLong(), json.get("last").getAsLong(), end);
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray json = new JsonArray(texts.size());
    texts.forEach(json::add);
    return json;
  }

  private static List<String> texts(JsonObject json, String name) {
    List<String> texts = new ArrayList<>();
    json.getAsJsonArray(name).forEach(t -> texts.add(t.getAsString()));
    return texts;
  }
}
