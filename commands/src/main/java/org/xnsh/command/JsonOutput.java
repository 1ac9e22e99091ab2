package org.xnsh.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// One JSON document a view on standard output, one an error on standard error.
///
/// @param out standard output
/// @param err standard error
public record JsonOutput(PrintStream out, PrintStream err) implements Output {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  @Override
  public void show(View view) {
    if (!view.equals(View.NOTHING) && !(view instanceof View.Signal)) {
      out.println(text(ViewJson.of(view)));
      out.flush();
    }
  }

  @Override
  public void fault(Fault fault) {
    err.println(text(of(fault)));
    err.flush();
  }

  /// What a command says while it runs.
  public void note(String text) {
    fault(Fault.of(ExitCode.DONE, List.of(text), ""));
  }

  /// An error as data: exit code, its name, the lines, and for a problem its place. What is said of
  /// something that went well is a note.
  static JsonObject of(Fault fault) {
    JsonObject error = new JsonObject();
    error.addProperty("code", fault.exit().number());
    error.addProperty("reason", fault.exit().name().toLowerCase(Locale.ROOT));
    error.addProperty("line", fault.line());
    JsonArray messages = new JsonArray();
    fault.lines().forEach(messages::add);
    fault.problem().ifPresent(p -> messages.add(p.message()));
    error.add("messages", messages);
    fault
        .problem()
        .ifPresent(p -> {
          error.addProperty("start", p.span().start());
          error.addProperty("end", p.span().end());
          error.addProperty("hint", p.hint());
        });
    JsonObject document = new JsonObject();
    document.add(fault.exit() == ExitCode.DONE ? "note" : "error", error);
    return document;
  }

  /// The text of a document, safe to show on a terminal.
  public static String text(JsonElement element) {
    return Escapes.json(GSON.toJson(element));
  }
}
