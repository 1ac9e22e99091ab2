package org.xnsh.transaction.log;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.xnsh.transaction.log.LogRecord.Outside;

/// An outside record as JSON.
enum OutsideJson implements RecordKind<Outside> {
  OUTSIDE;

  @Override
  public String word() {
    return "outside";
  }

  @Override
  public void write(Outside outside, JsonLine json) {
    json.addProperty("operator", Outside.OPERATOR);
    json.addProperty("at", outside.at().toString());
    json.add("changes", outside.changes());
    json.add("remarks", outside.remarks());
  }

  @Override
  public Outside read(JsonObject json) {
    return new Outside(
        RecordKind.number(json, "number").orElse(0),
        Instant.parse(RecordKind.text(json, "at")),
        ChangeJson.read(RecordKind.list(json, "changes")),
        RecordKind.texts(RecordKind.list(json, "remarks")));
  }
}
