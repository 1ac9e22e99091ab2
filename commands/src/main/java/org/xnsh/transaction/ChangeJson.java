package org.xnsh.transaction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.KeyText;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;

/// Differences as the log keeps them. Values stand in the text form of their type, by the name of
/// their attribute; an attribute that this version does not know is passed over, so that an older
/// xnsh can read a newer one's log.
final class ChangeJson {

  private ChangeJson() {}

  static JsonArray write(Difference difference) {
    JsonArray all = new JsonArray(difference.changes().size());
    for (Change change : difference.changes()) {
      all.add(
          switch (change) {
            case Added c -> object("add", c.key(), null, attributes(c.after()));
            case Removed c -> object("remove", c.key(), attributes(c.before()), null);
            case Altered c -> object("alter", c.key(), attributes(c.before()), altered(c));
            case AddressOrder c -> order("addresses", c.before(), c.after());
            case RouteOrder c -> order("routes", c.before(), c.after());
          });
    }
    return all;
  }

  private static JsonObject object(
      String what, ObjectKey key, @Nullable JsonObject was, @Nullable JsonObject is) {
    JsonObject json = new JsonObject();
    json.addProperty(what, key.text());
    if (was != null) {
      json.add("was", was);
    }
    if (is != null) {
      json.add("is", is);
    }
    return json;
  }

  private static JsonObject attributes(Attributes attributes) {
    JsonObject json = new JsonObject();
    attributes.forEach((a, v) -> json.addProperty(a.name(), a.write(v)));
    return json;
  }

  /// Only what differs; null where the attribute went away.
  private static JsonObject altered(Altered change) {
    JsonObject json = new JsonObject();
    for (Attribute<?> attribute : change.attributes()) {
      Optional<?> after = change.after().get(attribute);
      json.add(attribute.name(), JsonNull.INSTANCE);
      after.ifPresent(v -> json.addProperty(attribute.name(), attribute.write(v)));
    }
    return json;
  }

  private static JsonObject order(
      String what, List<? extends ObjectKey> was, List<? extends ObjectKey> is) {
    JsonObject json = new JsonObject();
    json.addProperty("order", what);
    json.add("was", keys(was));
    json.add("is", keys(is));
    return json;
  }

  private static JsonArray keys(List<? extends ObjectKey> keys) {
    JsonArray json = new JsonArray(keys.size());
    keys.forEach(k -> json.add(k.text()));
    return json;
  }

  /// Throws [IllegalArgumentException] for what [#write] never gives.
  static Difference read(JsonArray all) {
    List<Change> changes = new ArrayList<>(all.size());
    for (JsonElement element : all) {
      changes.add(change(element.getAsJsonObject()));
    }
    return new Difference(changes);
  }

  private static Change change(JsonObject json) {
    if (json.has("add")) {
      ObjectKey key = KeyText.parse(json.get("add").getAsString());
      return new Added(key, attributes(key.kind(), json.getAsJsonObject("is")));
    }
    if (json.has("remove")) {
      ObjectKey key = KeyText.parse(json.get("remove").getAsString());
      return new Removed(key, attributes(key.kind(), json.getAsJsonObject("was")));
    }
    if (json.has("alter")) {
      ObjectKey key = KeyText.parse(json.get("alter").getAsString());
      Attributes before = attributes(key.kind(), json.getAsJsonObject("was"));
      return new Altered(key, before, over(before, json.getAsJsonObject("is")));
    }
    if (json.has("order")) {
      return order(json);
    }
    throw new IllegalArgumentException("not a change: " + json);
  }

  private static Change order(JsonObject json) {
    List<ObjectKey> was = keys(json.getAsJsonArray("was"));
    List<ObjectKey> is = keys(json.getAsJsonArray("is"));
    ObjectKey one = was.isEmpty() ? is.getFirst() : was.getFirst();
    if (one instanceof AddressKey address) {
      IpFamily family = address.local().family();
      return new AddressOrder(
          address.link(), family, only(was, AddressKey.class), only(is, AddressKey.class));
    }
    if (one instanceof RouteKey route) {
      return new RouteOrder(route.group(), only(was, RouteKey.class), only(is, RouteKey.class));
    }
    throw new IllegalArgumentException("nothing that has an order: " + json);
  }

  private static <K> List<K> only(List<ObjectKey> keys, Class<K> kind) {
    return keys.stream().map(kind::cast).toList();
  }

  private static List<ObjectKey> keys(JsonArray json) {
    List<ObjectKey> keys = new ArrayList<>();
    json.forEach(k -> keys.add(KeyText.parse(k.getAsString())));
    return keys;
  }

  private static Attributes attributes(ObjectKind kind, JsonObject json) {
    return over(Attributes.none(kind), json);
  }

  private static Attributes over(Attributes base, JsonObject json) {
    Attributes result = base;
    for (String name : json.keySet()) {
      Attribute<?> attribute = AttributeTable.of(base.of()).named(name).orElse(null);
      if (attribute != null) {
        JsonElement value = json.get(name);
        result =
            result.withAny(
                attribute,
                value.isJsonNull()
                    ? Optional.empty()
                    : Optional.of(attribute.type().read(value.getAsString())));
      }
    }
    return result;
  }
}
