package org.xnsh.transaction.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Difference;
import org.xnsh.network.Attributes;
import org.xnsh.network.KeyText;
import org.xnsh.network.ObjectKey;

/// A sum as JSON. What was last seen of an object mostly is what we left: that is written once.
enum SumJson implements RecordKind<Sum> {
  SUM;

  @Override
  public String word() {
    return "sum";
  }

  @Override
  public void write(Sum sum, JsonLine json) {
    json.addProperty("from", sum.from());
    if (sum.isLost()) {
      json.addProperty("lost", true);
    }
    json.addProperty("forgotten", sum.left().forgotten());
    json.addProperty("unseen", sum.seen().forgotten());
    Map<ObjectKey, Left.One> left = sum.left().objects();
    json.addEach("left", left.entrySet(), (e, one) -> left(e.getKey(), e.getValue(), one));
    json.addEach(
        "seen",
        sum.seen().objects().entrySet(),
        (e, one) -> seen(e.getKey(), e.getValue(), left, one));
    json.add("orders", new Difference(sum.seen().orders()));
  }

  private static void left(ObjectKey key, Left.One left, JsonLine json) {
    json.addProperty("key", key.text());
    left.as().ifPresent(as -> ChangeJson.attributes("is", as, json));
    if (!left.since().isEmpty()) {
      JsonLine since = json.begin("since");
      left.since().forEach(since::addProperty);
      since.end();
    }
  }

  private static void seen(
      ObjectKey key, Optional<Attributes> as, Map<ObjectKey, Left.One> left, JsonLine json) {
    json.addProperty("key", key.text());
    Left.One ours = left.get(key);
    if (ours != null && ours.as().equals(as)) {
      json.addProperty("same", true);
    } else {
      as.ifPresent(a -> ChangeJson.attributes("is", a, json));
    }
  }

  @Override
  public Sum read(JsonObject json) {
    Map<ObjectKey, Left.One> left = new LinkedHashMap<>();
    for (JsonElement element : RecordKind.list(json, "left")) {
      JsonObject one = element.getAsJsonObject();
      ObjectKey key = KeyText.parse(RecordKind.text(one, "key"));
      left.put(key, new Left.One(is(key, one), since(one)));
    }
    Map<ObjectKey, Optional<Attributes>> seen = new LinkedHashMap<>();
    for (JsonElement element : RecordKind.list(json, "seen")) {
      JsonObject one = element.getAsJsonObject();
      ObjectKey key = KeyText.parse(RecordKind.text(one, "key"));
      Left.One ours = left.get(key);
      seen.put(key, one.has("same") && ours != null ? ours.as() : is(key, one));
    }
    JsonArray orders = RecordKind.list(json, "orders");
    return new Sum(
        RecordKind.number(json, "number").orElse(0),
        RecordKind.number(json, "from").orElse(1),
        json.has("lost"),
        new Left(Left.MOST, left, RecordKind.number(json, "forgotten").orElse(0)),
        new Seen(
            Left.MOST,
            seen,
            ChangeJson.read(orders).changes(),
            RecordKind.number(json, "unseen").orElse(0)));
  }

  private static Optional<Attributes> is(ObjectKey key, JsonObject json) {
    return json.has("is")
        ? Optional.of(ChangeJson.attributes(key.kind(), json.getAsJsonObject("is")))
        : Optional.empty();
  }

  private static Map<String, Long> since(JsonObject json) {
    Map<String, Long> since = new HashMap<>();
    if (json.has("since")) {
      json.getAsJsonObject("since").asMap().forEach((name, n) -> since.put(name, n.getAsLong()));
    }
    return since;
  }
}
