package org.xnsh.change;

import java.util.List;
import java.util.stream.Stream;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;

/// One thing that differs between two pictures, with both sides.
public sealed interface Change {

  /// The same change the other way round.
  Change reversed();

  /// The objects that it speaks of.
  Stream<ObjectKey> keys();

  record Added(ObjectKey key, Attributes after) implements Change {
    @Override
    public Change reversed() {
      return new Removed(key, after);
    }

    @Override
    public Stream<ObjectKey> keys() {
      return Stream.of(key);
    }
  }

  record Removed(ObjectKey key, Attributes before) implements Change {
    @Override
    public Change reversed() {
      return new Added(key, before);
    }

    @Override
    public Stream<ObjectKey> keys() {
      return Stream.of(key);
    }
  }

  /// The object is there on both sides. The whole images are kept, so that undo can tell what was
  /// around what changed.
  record Altered(ObjectKey key, Attributes before, Attributes after) implements Change {
    @Override
    public Change reversed() {
      return new Altered(key, after, before);
    }

    @Override
    public Stream<ObjectKey> keys() {
      return Stream.of(key);
    }

    /// The attributes whose values differ, in table order.
    public List<Attribute<?>> attributes() {
      return before.differing(after);
    }
  }

  /// The addresses of one link and family, where there were or are more than one of them and the
  /// list is another.
  record AddressOrder(int link, IpFamily family, List<AddressKey> before, List<AddressKey> after)
      implements Change {
    public AddressOrder {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public Change reversed() {
      return new AddressOrder(link, family, after, before);
    }

    @Override
    public Stream<ObjectKey> keys() {
      return Stream.concat(before.stream(), after.stream()).distinct().map(k -> k);
    }
  }

  /// Equal routes, where there were or are more than one of them and the list is another.
  record RouteOrder(RouteGroup group, List<RouteKey> before, List<RouteKey> after)
      implements Change {
    public RouteOrder {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public Change reversed() {
      return new RouteOrder(group, after, before);
    }

    @Override
    public Stream<ObjectKey> keys() {
      return Stream.concat(before.stream(), after.stream()).distinct().map(k -> k);
    }
  }
}
