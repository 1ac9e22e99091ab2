package org.xnsh.transaction.log;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.xnsh.transaction.log.LogRecord.Intent;

/// An intent as JSON.
public enum IntentJson implements RecordKind<Intent> {
  INTENT;

  @Override
  public String word() {
    return "intent";
  }

  @Override
  public void write(Intent intent, JsonLine json) {
    json.addProperty("operator", intent.operator());
    RecordKind.numbers(json, "undoOf", intent.undoOf());
    intent.redoOf().ifPresent(n -> json.addProperty("redoOf", n));
    intent.rollbackTo().ifPresent(n -> json.addProperty("rollbackTo", n));
    json.addProperty("at", intent.at().toString());
    json.addProperty("origin", intent.origin());
    json.addProperty("command", intent.command());
    if (!intent.comment().isEmpty()) {
      json.addProperty("comment", intent.comment());
    }
    if (intent.forced()) {
      json.addProperty("forced", true);
    }
    if (intent.isAdoption()) {
      json.addProperty("adopts", true);
    }
    json.add("steps", intent.steps());
    json.add("image", intent.image());
    json.add("planned", intent.planned());
  }

  @Override
  public Intent read(JsonObject json) {
    return new Intent(
        RecordKind.number(json, "number").orElse(0),
        Instant.parse(RecordKind.text(json, "at")),
        RecordKind.text(json, "operator"),
        RecordKind.text(json, "origin"),
        RecordKind.text(json, "command"),
        json.has("comment") ? RecordKind.text(json, "comment") : "",
        json.has("forced") && json.get("forced").getAsBoolean(),
        RecordKind.numbers(json, "undoOf"),
        RecordKind.number(json, "redoOf"),
        RecordKind.number(json, "rollbackTo"),
        RecordKind.texts(RecordKind.list(json, "steps")),
        ChangeJson.read(RecordKind.list(json, "image")),
        ChangeJson.read(RecordKind.list(json, "planned")));
  }
}
