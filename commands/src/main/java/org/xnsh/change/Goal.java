package org.xnsh.change;

import java.util.List;
import java.util.Set;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// What a difference wants of any picture: exactly its own attributes and objects, and nothing of
/// what lies around them. Laid over a picture that was read later it gives the target that is left
/// to be reached; where that is the picture itself, the goal is reached.
public record Goal(Difference wanted) {

  public Network over(Network now) {
    Network target = now;
    for (Change change : wanted.changes()) {
      target =
          switch (change) {
            case Added c ->
                target.with(
                    c.key(), target.find(c.key()).map(n -> set(n, c.after())).orElse(c.after()));
            case Removed c -> gone(target, c.key());
            case Altered c ->
                target.has(c.key())
                    ? target.with(c.key(), set(target.get(c.key()), c.attributes(), c.after()))
                    : target;
            case AddressOrder _, RouteOrder _ -> target;
          };
    }
    for (Change change : wanted.changes()) {
      target =
          switch (change) {
            case Added _, Removed _, Altered _ -> target;
            case AddressOrder c ->
                isOrderOf(c.after(), target.addresses(c.link(), c.family()))
                    ? target.withAddressOrder(c.link(), c.family(), c.after())
                    : target;
            case RouteOrder c ->
                isOrderOf(c.after(), target.routes(c.group()))
                    ? target.withRouteOrder(c.group(), c.after())
                    : target;
          };
    }
    return target;
  }

  /// Whether a list is the same in another order, or in the same one.
  static boolean isOrderOf(List<?> order, List<?> there) {
    return order.size() == there.size() && Set.copyOf(order).equals(Set.copyOf(there));
  }

  private static Network gone(Network network, ObjectKey key) {
    return key instanceof LinkKey k ? network.withoutLink(k.index()) : network.without(key);
  }

  private static Attributes set(Attributes now, Attributes wanted) {
    List<Attribute<?>> given =
        AttributeTable.of(now.of()).attributes().stream()
            .filter(a -> wanted.get(a).isPresent())
            .toList();
    return set(now, given, wanted);
  }

  private static Attributes set(Attributes now, List<Attribute<?>> attributes, Attributes wanted) {
    Attributes result = now;
    for (Attribute<?> attribute : attributes) {
      if (attribute.standing().isRestored()) {
        result = result.withAny(attribute, wanted.get(attribute));
      }
    }
    return result;
  }
}
