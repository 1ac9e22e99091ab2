package org.xnsh.transaction.log;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xnsh.path.Connection;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.ConfirmTimer.End.Confirmed;
import org.xnsh.transaction.log.ConfirmTimer.End.Disarmed;
import org.xnsh.transaction.log.ConfirmTimer.End.Fired;
import org.xnsh.transaction.log.TimerRecord.Armed;
import org.xnsh.transaction.log.TimerRecord.Ended;
import org.xnsh.transaction.log.TimerRecord.Moved;

/// What became of a confirm timer, as JSON; all of it has the kind `timer`.
enum TimerJson implements RecordKind<TimerRecord> {
  TIMER;

  @Override
  public String word() {
    return "timer";
  }

  @Override
  public void write(TimerRecord record, JsonLine json) {
    switch (record) {
      case Armed r -> {
        json.addProperty("operator", r.operator());
        json.addProperty("event", "armed");
        json.addProperty("at", r.at().toString());
        json.addProperty("origin", r.origin());
        r.connections().stream()
            .findFirst()
            .ifPresent(c -> {
              json.addProperty("peer", peer(c));
              json.addProperty("local", c.local().toString());
            });
        if (r.connections().size() > 1) {
          json.add(
              "further",
              r.connections().stream().skip(1).map(c -> peer(c) + " " + c.local()).toList());
        }
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
          json.add("restored", e.restored());
          json.add("left", e.left());
        }
      }
    }
  }

  private static String peer(Connection connection) {
    return connection.peer() + connection.link().map(l -> "%" + l).orElse("");
  }

  private static List<Connection> connections(JsonObject json) {
    List<Connection> connections = new ArrayList<>();
    if (json.has("peer")) {
      Connection.of(RecordKind.text(json, "peer"), RecordKind.text(json, "local"))
          .ifPresent(connections::add);
    }
    List<String> rest =
        json.has("further") ? RecordKind.texts(RecordKind.list(json, "further")) : List.of();
    for (String further : rest) {
      String[] ends = further.split(" ", 2);
      Connection.of(ends[0], ends[ends.length - 1]).ifPresent(connections::add);
    }
    return connections;
  }

  private static void until(JsonLine json, long deadline, Instant until) {
    json.addProperty("deadline", deadline);
    json.addProperty("until", until.toString());
  }

  @Override
  public TimerRecord read(JsonObject json) {
    long number = RecordKind.number(json, "number").orElse(0);
    Instant at = Instant.parse(RecordKind.text(json, "at"));
    String event = RecordKind.text(json, "event");
    return switch (event) {
      case "armed" ->
          new Armed(
              number,
              at,
              RecordKind.text(json, "operator"),
              RecordKind.text(json, "origin"),
              connections(json),
              RecordKind.number(json, "deadline").orElse(0),
              Instant.parse(RecordKind.text(json, "until")));
      case "moved" ->
          new Moved(
              number,
              at,
              RecordKind.text(json, "operator"),
              RecordKind.number(json, "deadline").orElse(0),
              Instant.parse(RecordKind.text(json, "until")));
      case "confirmed" -> ended(json, new Confirmed(at, RecordKind.text(json, "operator")));
      case "disarmed" -> ended(json, new Disarmed(at, RecordKind.text(json, "why")));
      case "fired" ->
          ended(
              json,
              new Fired(
                  at,
                  RecordKind.texts(RecordKind.list(json, "restored")),
                  RecordKind.texts(RecordKind.list(json, "left"))));
      default -> throw new IllegalArgumentException("no event of a timer: " + event);
    };
  }

  private static Ended ended(JsonObject json, End end) {
    return new Ended(
        RecordKind.number(json, "number").orElse(0),
        RecordKind.number(json, "last").orElse(0),
        end);
  }
}
