package org.xnsh.transaction.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /// From here on the second core of a host is worth its waking.
  private static final int MANY = 128;

  /// An array of the changes. Many are written by all cores.
  static void write(Difference difference, StringBuilder to) {
    List<Change> changes = difference.changes();
    to.append('[');
    if (changes.size() < MANY) {
      write(changes, to);
    } else {
      int parts = (changes.size() + MANY - 1) / MANY;
      List<StringBuilder> texts =
          IntStream.range(0, parts)
              .parallel()
              .mapToObj(i -> {
                StringBuilder part = new StringBuilder(MANY * 512);
                int last = Math.min((i + 1) * MANY, changes.size());
                write(changes.subList(i * MANY, last), part);
                return part;
              })
              .toList();
      for (int i = 0; i < parts; i++) {
        to.append(i == 0 ? "" : ",").append(texts.get(i));
      }
    }
    to.append(']');
  }

  private static void write(List<Change> changes, StringBuilder to) {
    String between = "";
    for (Change change : changes) {
      JsonLine json = new JsonLine(to.append(between));
      between = ",";
      switch (change) {
        case Added c -> attributes("is", c.after(), json.addProperty("add", c.key().text()));
        case Removed c -> attributes("was", c.before(), json.addProperty("remove", c.key().text()));
        case Altered c -> altered(c, json);
        case AddressOrder c -> order("addresses", c.before(), c.after(), json);
        case RouteOrder c -> order("routes", c.before(), c.after(), json);
      }
      json.end();
    }
  }

  static void attributes(String name, Attributes attributes, JsonLine json) {
    JsonLine values = json.begin(name);
    attributes.forEach((a, v) -> values.addProperty(a.name(), a.write(v)));
    values.end();
  }

  /// Of what is now only what differs; null where the attribute went away.
  private static void altered(Altered change, JsonLine json) {
    attributes("was", change.before(), json.addProperty("alter", change.key().text()));
    JsonLine values = json.begin("is");
    for (Attribute<?> attribute : change.attributes()) {
      Optional<?> after = change.after().get(attribute);
      if (after.isPresent()) {
        values.addProperty(attribute.name(), attribute.write(after.get()));
      } else {
        values.addNull(attribute.name());
      }
    }
    values.end();
  }

  private static void order(
      String what, List<? extends ObjectKey> was, List<? extends ObjectKey> is, JsonLine json) {
    json.addProperty("order", what).add("was", texts(was)).add("is", texts(is));
  }

  private static List<String> texts(List<? extends ObjectKey> keys) {
    return keys.stream().map(ObjectKey::text).toList();
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

  static Attributes attributes(ObjectKind kind, JsonObject json) {
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
