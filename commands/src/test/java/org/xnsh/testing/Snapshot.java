package org.xnsh.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `ip` and `bridge` say of a namespace, without what moves by itself: counters, ages, timers
/// and what remains of a lifetime.
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
          "age",
          "multicast_n_groups",
          "mcast_n_groups",
          "mcast_eht_hosts_cnt",
          "fdb_n_learned",
          "probes",
          "refcnt",
          // set for a while by a port that begins to forward
          "topology_change",
          "topology_change_detected",
          "topology_change_ack",
          "config_pending");

  /// What remains of these moves; that they end at all does not.
  private static final Set<String> LIFETIMES =
      Set.of("valid_life_time", "preferred_life_time", "expires");

  private static final long FOR_EVER = 0xffff_ffffL;

  private static final String LINKS = "ip -d -j link";

  private static final List<String> QUESTIONS =
      List.of(
          LINKS,
          "ip -j addr",
          "ip -j -4 route show table all",
          "ip -j -6 route show table all",
          "ip -j nexthop",
          "ip -j -4 rule",
          "ip -j -6 rule",
          "bridge -d -j link",
          "ip -j neigh show nud permanent",
          "ip -j neigh show proxy");

  private static final String FORWARDING = "bridge -j fdb";

  /// Its permanent entries are set by hand, the others learned.
  private static final String GROUPS = "bridge -j mdb";

  private static final String WAYS = "ip route get";

  /// Between two answers; no JSON holds it.
  private static final String MARK = "=====";

  /// What `ip` and `bridge` say, before the answer, when the kernel changed what they were reading.
  private static final String INTERRUPTED = "Dump was interrupted";

  private Snapshot() {}

  /// The answers by question, ordered as the kernel orders them.
  ///
  /// @param destinations where the way to is asked for too
  public static Map<String, String> of(TestNamespace namespace, String... destinations) {
    List<String> questions = new ArrayList<>(QUESTIONS);
    if (destinations.length > 0) {
      questions.add(WAYS);
    }
    questions.add(GROUPS);
    questions.add(FORWARDING);
    String script =
        questions.stream()
            .map(q -> (q.equals(WAYS) ? ways(destinations) : q) + " 2>&1 || true; echo " + MARK)
            .collect(Collectors.joining("; "));
    String[] said = undisturbed(namespace, script).split(MARK + "\n", -1);
    Map<String, String> answers = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      String question = questions.get(i);
      answers.put(question, answer(question, said[i]));
    }
    Set<String> down = down(answers.getOrDefault(LINKS, ""));
    answers.computeIfPresent(
        FORWARDING,
        (_, lines) ->
            lines
                .lines()
                .filter(line -> !isAllNodes(line, down))
                .collect(Collectors.joining("\n")));
    return answers;
  }

  /// Asks until nobody changes anything meanwhile.
  private static String undisturbed(TestNamespace namespace, String script) {
    String said = namespace.sh(script);
    while (said.contains(INTERRUPTED)) {
      said = namespace.sh(script);
    }
    return said;
  }

  /// Waits until all is as it was.
  ///
  /// @param when what was done, to say where it never is
  public static void await(TestNamespace namespace, Map<String, String> before, String when) {
    Waiting.until(
        () -> of(namespace).equals(before),
        () -> when + ", what differs: " + differences(before, of(namespace)));
  }

  private static Set<String> down(String links) {
    return links
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(link -> !link.getAsJsonArray("flags").contains(new JsonPrimitive("UP")))
        .map(link -> link.get("ifname").getAsString())
        .collect(Collectors.toSet());
  }

  /// A new link has the group of all nodes, though it is down. One that was up and went down has it
  /// no more if it had a carrier meanwhile: a bridge with STP, that undo brings up for a moment,
  /// may or may not have had one.
  private static boolean isAllNodes(String entry, Set<String> down) {
    if (!entry.contains("\"33:33:00:00:00:01\"") || !entry.contains("\"self\"")) {
      return false;
    }
    JsonObject json = JsonParser.parseString(entry).getAsJsonObject();
    return down.contains(json.get("ifname").getAsString());
  }

  /// One process for all of them.
  private static String ways(String... destinations) {
    return Stream.of(destinations)
        .map(to -> "route get " + to + "\\n")
        .collect(Collectors.joining("", "printf '", "' | ip -force -batch -"));
  }

  private static String answer(String question, String said) {
    return switch (question) {
      // learned by an earlier question, and it ends
      case WAYS -> said.replaceAll("(?m)cache.*", "").strip();
      case GROUPS -> unordered(fixed(JsonParser.parseString(said).getAsJsonArray().get(0), "mdb"));
      case FORWARDING ->
          unordered(fixed(said.isBlank() ? new JsonArray() : JsonParser.parseString(said), ""));
      case String q when q.startsWith("ip -j neigh") -> unordered(still(said));
      default -> still(said);
    };
  }

  /// Of tables that have no order of anybody's choice, only a hash table's.
  private static String unordered(String lines) {
    return lines.lines().sorted().collect(Collectors.joining("\n"));
  }

  /// What differs, by question: a line with `-` was there before, one with `+` is there now.
  public static List<String> differences(Map<String, String> before, Map<String, String> now) {
    List<String> lines = new ArrayList<>();
    for (String question : before.keySet()) {
      List<String> was = before.get(question).lines().toList();
      List<String> is = now.getOrDefault(question, "").lines().toList();
      int size = lines.size();
      was.stream().filter(l -> !is.contains(l)).forEach(l -> lines.add(question + " - " + l));
      is.stream().filter(l -> !was.contains(l)).forEach(l -> lines.add(question + " + " + l));
      if (lines.size() == size && !was.equals(is)) {
        lines.add(question + " order was " + was + " and is " + is);
      }
    }
    return lines;
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

  private static String fixed(JsonElement table, String field) {
    JsonElement entries = field.isEmpty() ? table : table.getAsJsonObject().get(field);
    JsonArray kept = new JsonArray();
    for (JsonElement entry : entries.getAsJsonArray()) {
      JsonElement state = entry.getAsJsonObject().get("state");
      if (state != null && state.getAsString().matches("permanent|static")) {
        kept.add(entry);
      }
    }
    return still(kept.toString());
  }

  private static void strip(JsonElement element) {
    if (element instanceof JsonObject object) {
      MOVING.forEach(object::remove);
      object
          .entrySet()
          .forEach(field -> {
            if (LIFETIMES.contains(field.getKey())) {
              field.setValue(new JsonPrimitive(lifetime(field.getValue().getAsLong())));
            } else {
              strip(field.getValue());
            }
          });
    } else if (element instanceof JsonArray array) {
      array.forEach(Snapshot::strip);
    }
  }

  private static String lifetime(long seconds) {
    return seconds == FOR_EVER ? "for ever" : seconds == 0 ? "over" : "ends";
  }
}
