package org.xnsh.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;

/// Views as JSON: a table is an array of objects, a tree an object; text, and sentences in a tree,
/// are an array of lines.
public final class ViewJson {

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

  private ViewJson() {}

  public static JsonElement of(View view) {
    return switch (view) {
      case View.Signal _ -> new JsonArray();
      case View.Text text -> lines(text.lines());
      case View.Exact exact ->
          exact.data().map(ViewJson::of).orElseGet(() -> lines(exact.text().lines().toList()));
      case View.Table table -> table(table);
      case View.Tree tree -> nodes(tree.nodes());
      case View.Sequence sequence -> {
        JsonArray array = new JsonArray();
        sequence.views().forEach(v -> array.add(of(v)));
        yield array;
      }
    };
  }

  private static JsonArray lines(List<String> lines) {
    JsonArray array = new JsonArray();
    lines.forEach(array::add);
    return array;
  }

  private static JsonArray table(View.Table table) {
    JsonArray array = new JsonArray();
    for (List<Cell> row : table.rows()) {
      JsonObject object = new JsonObject();
      for (int i = 0; i < row.size(); i++) {
        object.add(table.columns().get(i).key(), value(row.get(i)));
      }
      array.add(object);
    }
    return array;
  }

  private static JsonObject nodes(List<Node> nodes) {
    JsonObject object = new JsonObject();
    for (Node node : nodes) {
      JsonElement value = node.nodes().isEmpty() ? value(node.value()) : group(node);
      put(object, key(node.name()), value);
    }
    return object;
  }

  private static JsonElement group(Node node) {
    if (node.below() == View.Below.SENTENCES) {
      return lines(node.nodes().stream().map(Node::name).toList());
    }
    JsonObject object = nodes(node.nodes());
    if (!node.value().text().isEmpty()) {
      put(object, "value", value(node.value()));
    }
    return object;
  }

  /// A name that stands several times, as `port` may, becomes an array.
  private static void put(JsonObject object, String key, JsonElement value) {
    JsonElement old = object.get(key);
    if (old == null) {
      object.add(key, value);
    } else if (old instanceof JsonArray array) {
      array.add(value);
    } else {
      JsonArray array = new JsonArray();
      array.add(old);
      array.add(value);
      object.add(key, array);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private static JsonElement value(Cell cell) {
    String text = cell.text();
    if (cell.raw() && NUMBER.matcher(text).matches()) {
      return new JsonPrimitive(new BigDecimal(text));
    }
    if (cell.raw() && (text.equals("true") || text.equals("false"))) {
      return new JsonPrimitive(Boolean.parseBoolean(text));
    }
    return new JsonPrimitive(text);
  }
}
