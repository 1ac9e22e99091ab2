package org.xnsh.transaction.log;

import static org.xnsh.transaction.log.IntentJson.INTENT;
import static org.xnsh.transaction.log.OutsideJson.OUTSIDE;
import static org.xnsh.transaction.log.ResultJson.RESULT;
import static org.xnsh.transaction.log.SnapshotJson.SNAPSHOT;
import static org.xnsh.transaction.log.SumJson.SUM;
import static org.xnsh.transaction.log.TimerJson.TIMER;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Outside;
import org.xnsh.transaction.log.LogRecord.Result;

/// Records as JSON objects, built by hand: reflection costs time at every start.
public final class RecordJson {

  private RecordJson() {}

  /// A line that this version cannot read.
  public static final class Illegible extends IOException {
    private static final long serialVersionUID = 1L;

    Illegible(Throwable cause) {
      super("a line of the transaction log cannot be read: " + cause.getMessage(), cause);
    }
  }

  public static String write(LogRecord record) {
    return switch (record) {
      case Intent intent -> write(INTENT, intent);
      case Result result -> write(RESULT, result);
      case Outside outside -> write(OUTSIDE, outside);
      case TimerRecord timer -> write(TIMER, timer);
      case Snapshot snapshot -> write(SNAPSHOT, snapshot);
      case Sum sum -> write(SUM, sum);
    };
  }

  private static <R extends LogRecord> String write(RecordKind<R> kind, R record) {
    JsonLine json = new JsonLine();
    json.addProperty("kind", kind.word());
    json.addProperty("number", record.number());
    kind.write(record, json);
    return json.line();
  }

  public static <R extends LogRecord> R read(RecordKind<R> kind, String line) throws Illegible {
    try {
      return kind.read(JsonParser.parseString(line).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | DateTimeException e) {
      throw new Illegible(e);
    }
  }
}
