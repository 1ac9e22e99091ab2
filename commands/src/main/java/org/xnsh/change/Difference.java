package org.xnsh.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;

/// All that differs between two pictures. Reversed, it is what undo has to do.
public record Difference(List<Change> changes) {

  public static final Difference NONE = new Difference(List.of());

  public Difference {
    changes = List.copyOf(changes);
  }

  /// Compares two pictures. Objects that both share are passed over by reference.
  public static Difference between(Network before, Network after) {
    if (before == after) {
      return NONE;
    }
    List<Change> changes = new ArrayList<>();
    Set<ObjectKey> touched = new TreeSet<>(Comparator.comparing(ObjectKey::text));
    for (ObjectKey key : before.keys()) {
      if (before.find(key).orElseThrow() != after.find(key).orElse(null)) {
        touched.add(key);
      }
    }
    for (ObjectKey key : after.keys()) {
      if (!before.has(key)) {
        touched.add(key);
      }
    }
    for (ObjectKey key : touched) {
      one(before, after, key, changes);
    }
    orders(before, after, changes);
    return new Difference(changes);
  }

  private static void one(Network before, Network after, ObjectKey key, List<Change> changes) {
    Attributes was = before.find(key).orElse(null);
    Attributes is = after.find(key).orElse(null);
    if (was == null && is != null) {
      changes.add(new Added(key, is));
    } else if (was != null && is == null) {
      changes.add(new Removed(key, was));
    } else if (was != null && is != null && !was.equals(is)) {
      changes.add(new Altered(key, was, is));
    }
  }

  private static void orders(Network before, Network after, List<Change> changes) {
    record OfLink(int link, IpFamily family) {}
    Set<OfLink> links =
        Stream.concat(before.keys().stream(), after.keys().stream())
            .filter(k -> k instanceof AddressKey)
            .map(k -> new OfLink(((AddressKey) k).link(), ((AddressKey) k).local().family()))
            .collect(Collectors.toSet());
    for (OfLink of : links) {
      List<AddressKey> was = before.addresses(of.link(), of.family());
      List<AddressKey> is = after.addresses(of.link(), of.family());
      if (was != is && Math.max(was.size(), is.size()) > 1 && !was.equals(is)) {
        changes.add(new AddressOrder(of.link(), of.family(), was, is));
      }
    }
    Set<RouteGroup> groups =
        Stream.concat(before.routeGroups().stream(), after.routeGroups().stream())
            .collect(Collectors.toSet());
    for (RouteGroup group : groups) {
      List<RouteKey> was = before.routes(group);
      List<RouteKey> is = after.routes(group);
      if (was != is && Math.max(was.size(), is.size()) > 1 && !was.equals(is)) {
        changes.add(new RouteOrder(group, was, is));
      }
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// The way back.
  public Difference reversed() {
    return new Difference(changes.reversed().stream().map(Change::reversed).toList());
  }

  /// The picture with these changes made; what each change finds is replaced without a question.
  public Network appliedTo(Network network) {
    Network result = network;
    for (Change change : changes) {
      result =
          switch (change) {
            case Added c -> result.with(c.key(), c.after());
            case Removed c -> result.without(c.key());
            case Altered c -> result.with(c.key(), c.after());
            case AddressOrder _, RouteOrder _ -> result;
          };
    }
    for (Change change : changes) {
      result =
          switch (change) {
            case Added _, Removed _, Altered _ -> result;
            case AddressOrder c -> result.withAddressOrder(c.link(), c.family(), c.after());
            case RouteOrder c -> result.withRouteOrder(c.group(), c.after());
          };
    }
    return result;
  }

  /// All objects that any change speaks of.
  public Set<ObjectKey> keys() {
    return changes.stream().flatMap(Change::keys).collect(Collectors.toUnmodifiableSet());
  }
}
