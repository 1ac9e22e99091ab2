package org.xnsh.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Sessions.Open;

/// The open sessions of a process, as other processes read them.
public final class SessionsJson {

  private SessionsJson() {}

  /// Two texts of the same sessions are equal, whatever the time.
  public static String write(List<Open> sessions, Instant now) {
    JsonArray all = new JsonArray();
    for (Open open : sessions) {
      JsonObject one = new JsonObject();
      one.addProperty("number", open.number());
      one.addProperty("operator", open.operator());
      one.addProperty("role", open.role().name());
      one.addProperty("from", open.from());
      one.addProperty("since", open.since().toString());
      one.addProperty(
          "typed",
          now.minus(open.idle()).plusMillis(500).truncatedTo(ChronoUnit.SECONDS).toString());
      one.addProperty("runs", open.runs());
      one.addProperty("staged", open.staged());
      all.add(one);
    }
    return all.toString();
  }

  /// Nothing where the text is none, as when its writer died over it.
  ///
  /// @param process whose sessions they are
  public static List<Open> read(String text, long process, Instant now) {
    try {
      List<Open> sessions = new ArrayList<>();
      for (JsonElement element : JsonParser.parseString(text).getAsJsonArray()) {
        sessions.add(open(element.getAsJsonObject(), process, now));
      }
      return sessions;
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | DateTimeException e) {
      return List.of();
    }
  }

  private static Open open(JsonObject json, long process, Instant now) {
    String runs = text(json, "runs");
    Duration idle = Duration.between(Instant.parse(text(json, "typed")), now);
    return new Open(
        number(json, "number"),
        false,
        text(json, "operator"),
        Role.valueOf(text(json, "role")),
        text(json, "from"),
        Instant.parse(text(json, "since")),
        runs.isEmpty() && !idle.isNegative() ? idle : Duration.ZERO,
        runs,
        (int) number(json, "staged"),
        Optional.of(process));
  }

  private static String text(JsonObject json, String name) {
    return of(json, name).getAsString();
  }

  private static long number(JsonObject json, String name) {
    return of(json, name).getAsLong();
  }

  private static JsonElement of(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }
}
