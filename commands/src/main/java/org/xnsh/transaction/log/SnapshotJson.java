package org.xnsh.transaction.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.transaction.log.Snapshot.Mark;
import org.xnsh.transaction.log.Snapshot.OldFile;
import org.xnsh.transaction.log.Snapshot.Place;
import org.xnsh.transaction.log.Snapshot.SumPlace;

/// A snapshot as JSON; its lists hold short arrays of numbers, since it is written again and again.
enum SnapshotJson implements RecordKind<Snapshot> {
  SNAPSHOT;

  @Override
  public String word() {
    return "snapshot";
  }

  @Override
  public void write(Snapshot snapshot, JsonLine json) {
    json.addProperty("line", snapshot.place().line());
    json.addProperty("offset", snapshot.place().offset());
    json.addProperty("rows", snapshot.place().rows());
    json.addProperty("after", snapshot.after().hex());
    json.addProperty("cookie", Long.toUnsignedString(snapshot.scope().cookie()));
    json.addProperty("boot", snapshot.scope().boot());
    json.addProperty("at", snapshot.at().toString());
    json.add("earlier", list(snapshot.earlier(), SnapshotJson::place));
    json.add("older", list(snapshot.older(), SnapshotJson::file));
    json.add("marks", list(snapshot.marks(), SnapshotJson::mark));
    snapshot.timer().ifPresent(first -> json.addProperty("timer", first));
    snapshot.sum().ifPresent(sum -> json.add("sum", sum(sum)));
  }

  private static JsonArray sum(SumPlace sum) {
    JsonArray json = new JsonArray(3);
    json.add(sum.offset());
    json.add(sum.length());
    json.add(sum.after().hex());
    return json;
  }

  private static <T> JsonArray list(List<T> all, Function<T, JsonArray> one) {
    JsonArray json = new JsonArray(all.size());
    all.forEach(t -> json.add(one.apply(t)));
    return json;
  }

  private static JsonArray place(Place place) {
    JsonArray json = new JsonArray(4);
    json.add(place.offset());
    json.add(place.line());
    json.add(place.number());
    json.add(place.rows());
    return json;
  }

  private static JsonArray file(OldFile file) {
    JsonArray json = new JsonArray(4);
    json.add(file.name());
    json.add(file.seal().hex());
    json.add(file.number());
    json.add(file.rows());
    return json;
  }

  private static JsonArray mark(Mark mark) {
    JsonArray json = new JsonArray(3);
    json.add(mark.number());
    json.add(mark.undoneBy().orElse(0));
    json.add(mark.partly());
    return json;
  }

  @Override
  public Snapshot read(JsonObject json) {
    long number = RecordKind.number(json, "number").orElse(0);
    return new Snapshot(
        number,
        Instant.parse(RecordKind.text(json, "at")),
        new Place(
            RecordKind.number(json, "offset").orElse(0),
            (int) RecordKind.number(json, "line").orElse(0),
            number,
            RecordKind.number(json, "rows").orElse(0)),
        new Seal(RecordKind.text(json, "after")),
        new Scope(
            Long.parseUnsignedLong(RecordKind.text(json, "cookie")), RecordKind.text(json, "boot")),
        list(RecordKind.list(json, "earlier"), SnapshotJson::place),
        list(RecordKind.list(json, "older"), SnapshotJson::file),
        list(RecordKind.list(json, "marks"), SnapshotJson::mark),
        RecordKind.number(json, "timer"),
        Optional.ofNullable(json.getAsJsonArray("sum")).map(SnapshotJson::sum));
  }

  private static SumPlace sum(JsonArray json) {
    return new SumPlace(
        json.get(0).getAsLong(), json.get(1).getAsInt(), new Seal(json.get(2).getAsString()));
  }

  private static <T> List<T> list(JsonArray json, Function<JsonArray, T> one) {
    List<T> all = new ArrayList<>(json.size());
    for (JsonElement element : json) {
      all.add(one.apply(element.getAsJsonArray()));
    }
    return all;
  }

  private static Place place(JsonArray json) {
    return new Place(
        json.get(0).getAsLong(),
        json.get(1).getAsInt(),
        json.get(2).getAsLong(),
        json.get(3).getAsLong());
  }

  private static OldFile file(JsonArray json) {
    return new OldFile(
        json.get(0).getAsString(),
        new Seal(json.get(1).getAsString()),
        json.get(2).getAsLong(),
        json.get(3).getAsLong());
  }

  private static Mark mark(JsonArray json) {
    long by = json.get(1).getAsLong();
    return new Mark(
        json.get(0).getAsLong(),
        by == 0 ? OptionalLong.empty() : OptionalLong.of(by),
        json.get(2).getAsBoolean());
  }
}
