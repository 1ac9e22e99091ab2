package org.xnsh.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What `ip` and `bridge` say of a namespace, without what moves by itself: counters, ages, timers
/// and remaining lifetimes.
public final class Snapshot {

  private static final Set<String> MOVING =
      Set.of(
          "hello_timer",
          "tcn_timer",
          "topology_change_timer",
          "gc_timer",
          "message_age_timer",
          "forward_delay_timer",
          "hold_timer",
          "stats",
          "stats64",
          "used",
          "updated",
          "confirmed",
          "valid_life_time",
          "preferred_life_time",
          "linkmode",
          "age",
          "multicast_n_groups",
          "mcast_n_groups",
          "fdb_n_learned",
          "expires",
          "nud",
          "probes",
          "refcnt",
          "topology_change",
          "topology_change_detected",
          "topology_change_ack");

  private static final List<String> QUESTIONS =
      List.of(
          "ip -d -j link",
          "ip -j addr",
          "ip -j -4 route show table all",
          "ip -j -6 route show table all",
          "ip -j nexthop",
          "ip -j -4 rule",
          "ip -j -6 rule",
          "bridge -d -j link",
          "ip -j neigh show nud permanent");

  private Snapshot() {}

  /// The answers by question, ordered as the kernel orders them.
  public static Map<String, String> of(TestNamespace namespace) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String question : QUESTIONS) {
      answers.put(question, still(namespace.run(question.split(" "))));
    }
    // A forwarding table has no order, only a hash table's.
    String fdb = fixed(namespace.run("bridge", "-j", "fdb"));
    answers.put("bridge -j fdb", fdb.lines().sorted().collect(Collectors.joining("\n")));
    return answers;
  }

  private static String still(String json) {
    if (json.isBlank()) {
      return "[]";
    }
    JsonElement parsed = JsonParser.parseString(json);
    StringBuilder lines = new StringBuilder();
    for (JsonElement element : parsed.getAsJsonArray()) {
      strip(element);
      if (!element.isJsonObject() || !element.getAsJsonObject().isEmpty()) {
        lines.append(element).append('\n');
      }
    }
    return lines.toString();
  }

  private static String fixed(String json) {
    JsonArray kept = new JsonArray();
    if (!json.isBlank()) {
      for (JsonElement entry : JsonParser.parseString(json).getAsJsonArray()) {
        JsonElement state = entry.getAsJsonObject().get("state");
        if (state != null && state.getAsString().matches("permanent|static")) {
          kept.add(entry);
        }
      }
    }
    return still(kept.toString());
  }

  private static void strip(JsonElement element) {
    if (element instanceof JsonObject object) {
      MOVING.forEach(object::remove);
      object.asMap().values().forEach(Snapshot::strip);
    } else if (element instanceof JsonArray array) {
      array.forEach(Snapshot::strip);
    }
  }
}
