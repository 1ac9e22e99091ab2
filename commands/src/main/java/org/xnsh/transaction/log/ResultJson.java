package org.xnsh.transaction.log;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.xnsh.transaction.log.LogRecord.Result;

/// A result as JSON.
public enum ResultJson implements RecordKind<Result> {
  RESULT;

  @Override
  public String word() {
    return "result";
  }

  @Override
  public void write(Result result, JsonLine json) {
    json.addProperty("state", result.state().name().toLowerCase(Locale.ROOT));
    json.addProperty("partly", !result.left().isEmpty());
    json.addProperty("at", result.at().toString());
    json.add("changes", result.changes());
    json.add("outside", result.outside());
    json.add("remarks", result.remarks());
    json.add("left", result.left());
  }

  @Override
  public Result read(JsonObject json) {
    return new Result(
        RecordKind.number(json, "number").orElse(0),
        Instant.parse(RecordKind.text(json, "at")),
        state(RecordKind.text(json, "state")),
        ChangeJson.read(RecordKind.list(json, "changes")),
        ChangeJson.read(RecordKind.list(json, "outside")),
        RecordKind.texts(RecordKind.list(json, "remarks")),
        RecordKind.texts(RecordKind.list(json, "left")));
  }

  /// What became of the transaction, from the head alone.
  Entry.State state(Head head) {
    return head.text("state").map(this::state).orElse(Entry.State.UNKNOWN);
  }

  /// Whether it left something undone.
  boolean isPartly(Head head) {
    return head.isSet("partly");
  }

  /// A newer version may know more states.
  private Entry.State state(String word) {
    for (Entry.State state : Entry.State.values()) {
      if (state.name().equals(word.toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    return Entry.State.UNKNOWN;
  }
}
