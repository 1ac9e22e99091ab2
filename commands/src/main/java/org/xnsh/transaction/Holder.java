package org.xnsh.transaction;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.xnsh.transaction.log.RecordKind;

/// Who changes a network just now, for those who wait; and, where its process died, for those who
/// come after it.
///
/// @param log where it writes down what it does: not everybody has the same state folder
record Holder(String operator, String command, Instant since, long process, Path log) {

  private static final int LONGEST = 200;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /// This process.
  static Holder here(String operator, String command, Path log) {
    return new Holder(
        operator, command, Instant.now(), ProcessHandle.current().pid(), log.toAbsolutePath());
  }

  Holder at(Path otherLog) {
    return new Holder(operator, command, since, process, otherLog);
  }

  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("operator", operator);
    json.addProperty("command", command);
    json.addProperty("since", since.toString());
    json.addProperty("process", process);
    json.addProperty("log", log.toString());
    return json.toString();
  }

  /// Nothing where the text is none, as when its writer died over it.
  static Optional<Holder> of(String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      return Optional.of(
          new Holder(
              RecordKind.text(json, "operator"),
              RecordKind.text(json, "command"),
              Instant.parse(RecordKind.text(json, "since")),
              RecordKind.number(json, "process").orElse(0),
              Path.of(RecordKind.text(json, "log"))));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  /// A commit of hundreds of edits must not cover the screen of who waits for it.
  private String brief() {
    return command.length() <= LONGEST
        ? command
        : command.substring(0, LONGEST) + " ... (" + (command.length() - LONGEST) + " more)";
  }

  /// `ada: brctl addbr x, since 12:03:11 (pid 123)`
  String words() {
    return operator
        + ": "
        + brief()
        + ", since "
        + TIME.format(since.atZone(ZoneId.systemDefault()))
        + " (pid "
        + process
        + ")";
  }
}
