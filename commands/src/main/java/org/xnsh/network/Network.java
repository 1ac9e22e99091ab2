package org.xnsh.network;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;

/// The picture of one network namespace. Immutable; a changed copy shares everything that did not
/// change, so keeping two pictures costs what lies between them.
///
/// Beside the objects it holds the two orders in which the kernel keeps things: the addresses of a
/// link and the routes of one [RouteGroup]. An object that is added goes to the end of its order,
/// as in the kernel.
public final class Network {

  /// A namespace without links, not even `lo`.
  public static final Network EMPTY =
      new Network(Trie.empty(), Trie.empty(), Trie.empty(), Indexes.EMPTY);

  private final Trie<ObjectKey, Attributes> objects;
  private final Trie<AddressList, PVector<AddressKey>> addressOrders;
  private final Trie<RouteGroup, PVector<RouteKey>> routeOrders;
  private final Indexes indexes;

  /// The addresses of one family on one link.
  public record AddressList(int link, IpFamily family) {}

  /// Where two pictures may differ: every object and every order that they do not share.
  public record Differing(
      Set<ObjectKey> keys, Set<AddressList> addresses, Set<RouteGroup> routes) {}

  private Network(
      Trie<ObjectKey, Attributes> objects,
      Trie<AddressList, PVector<AddressKey>> addressOrders,
      Trie<RouteGroup, PVector<RouteKey>> routeOrders,
      Indexes indexes) {
    this.objects = objects;
    this.addressOrders = addressOrders;
    this.routeOrders = routeOrders;
    this.indexes = indexes;
  }

  /// The object's attributes, or nothing where there is no such object.
  public Optional<Attributes> find(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /// The object's attributes; an object that is not there has none.
  public Attributes get(ObjectKey key) {
    Attributes attributes = objects.get(key);
    return attributes == null ? Attributes.none(key.kind()) : attributes;
  }

  public boolean has(ObjectKey key) {
    return objects.containsKey(key);
  }

  /// All objects, in no order.
  public Set<ObjectKey> keys() {
    return objects.keySet();
  }

  /// The ifindexes of all links, ascending.
  public List<Integer> links() {
    return List.copyOf(indexes.links());
  }

  /// The ifindex of the link that has this name or alternative name.
  public OptionalInt linkNamed(String name) {
    Integer index = indexes.names().get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /// The name of a link, or `#7` for an ifindex that no link has.
  public String nameOf(int link) {
    Attributes attributes = objects.get(new LinkKey(link));
    LinkName name = attributes == null ? null : attributes.find(LinkAttributes.NAME);
    return name == null ? "#" + link : name.text();
  }

  /// The links whose master is this link, by ifindex.
  public Set<Integer> ports(int master) {
    return indexes.ports().getOrDefault(master, TreePSet.empty());
  }

  /// The ifindexes of all bridges, ascending.
  public List<Integer> bridges() {
    return List.copyOf(indexes.bridges());
  }

  /// The addresses of a link in the kernel's order, which decides the source address.
  public List<AddressKey> addresses(int link, IpFamily family) {
    return addressOrders.getOrDefault(new AddressList(link, family), TreePVector.empty());
  }

  /// Equal routes in the kernel's order: the first one wins.
  public List<RouteKey> routes(RouteGroup group) {
    return routeOrders.getOrDefault(group, TreePVector.empty());
  }

  /// All groups of routes, in no order.
  public Set<RouteGroup> routeGroups() {
    return routeOrders.keySet();
  }

  /// What this picture does not share with another; costs what differs, not what there is. An
  /// object that is equal but not the same value may be among the keys.
  public Differing differing(Network other) {
    Set<ObjectKey> keys = new HashSet<>();
    Set<AddressList> addresses = new HashSet<>();
    Set<RouteGroup> routes = new HashSet<>();
    objects.differing(other.objects, keys::add);
    addressOrders.differing(other.addressOrders, addresses::add);
    routeOrders.differing(other.routeOrders, routes::add);
    return new Differing(keys, addresses, routes);
  }

  /// What stands on a link and cannot be without it: its bridge and port side, addresses, routes
  /// that leave by it, neighbours, FDB and MDB entries, VLANs, its sysctls, nexthops. Without the
  /// link itself.
  public Set<ObjectKey> standingOn(int link) {
    PMap<ObjectKey, Boolean> on = indexes.standing().get(link);
    return on == null ? Set.of() : on.keySet();
  }

  /// Rules and nexthop objects: they belong to the namespace, also where they name a link.
  public Set<ObjectKey> ofNamespace() {
    return standingOn(Standing.NAMESPACE);
  }

  /// The rules of a family in the order in which the kernel asks them.
  public List<RuleKey> rules(IpFamily family) {
    return ofNamespace().stream()
        .filter(k -> k instanceof RuleKey r && r.family() == family)
        .map(k -> (RuleKey) k)
        .sorted(Comparator.comparingLong(RuleKey::priority).thenComparingInt(RuleKey::twin))
        .toList();
  }

  /// A copy with this object so; a new one goes to the end of its order.
  public Network with(ObjectKey key, Attributes attributes) {
    Optional<Attributes> old = find(key);
    if (old.isPresent() && old.get().equals(attributes)) {
      return this;
    }
    if (old.isEmpty()) {
      return added(key, attributes);
    }
    Indexes found =
        Indexes.isFoundAlike(key, old.get(), attributes)
            ? indexes
            : indexes.minus(key, old.get()).plus(key, attributes);
    return new Network(objects.plus(key, attributes), addressOrders, routeOrders, found);
  }

  /// A copy with one attribute of an object set.
  public <V> Network with(ObjectKey key, Attribute<V> attribute, V value) {
    return with(key, get(key).with(attribute, value));
  }

  /// A copy without this object; what stands on it is left alone.
  public Network without(ObjectKey key) {
    Attributes old = objects.get(key);
    if (old == null) {
      return this;
    }
    Trie<AddressList, PVector<AddressKey>> addresses = addressOrders;
    Trie<RouteGroup, PVector<RouteKey>> routes = routeOrders;
    if (key instanceof AddressKey address) {
      addresses = minus(addresses, order(address), address);
    }
    if (key instanceof RouteKey route) {
      routes = minus(routes, route.group(), route);
    }
    return new Network(objects.minus(key), addresses, routes, indexes.minus(key, old));
  }

  /// A copy without these objects.
  public Network withoutAll(Collection<? extends ObjectKey> keys) {
    Network changed = this;
    for (ObjectKey key : List.copyOf(keys)) {
      changed = changed.without(key);
    }
    return changed;
  }

  /// A copy without a link and all that stands on it.
  public Network withoutLink(int link) {
    return withoutAll(standingOn(link)).without(new LinkKey(link));
  }

  /// A copy with a link's addresses in this order; it must list exactly those that are there.
  public Network withAddressOrder(int link, IpFamily family, List<AddressKey> order) {
    requireSame(addresses(link, family), order);
    return new Network(
        objects,
        order.isEmpty()
            ? addressOrders
            : addressOrders.plus(new AddressList(link, family), TreePVector.from(order)),
        routeOrders,
        indexes);
  }

  /// A copy with equal routes in this order; it must list exactly those that are there.
  public Network withRouteOrder(RouteGroup group, List<RouteKey> order) {
    requireSame(routes(group), order);
    return new Network(
        objects,
        addressOrders,
        order.isEmpty() ? routeOrders : routeOrders.plus(group, TreePVector.from(order)),
        indexes);
  }

  private static void requireSame(List<?> there, List<?> order) {
    if (there.size() != order.size() || !Set.copyOf(there).equals(Set.copyOf(order))) {
      throw new IllegalArgumentException("not an order of " + there + ": " + order);
    }
  }

  private static AddressList order(AddressKey key) {
    return new AddressList(key.link(), key.local().family());
  }

  private Network added(ObjectKey key, Attributes attributes) {
    Trie<AddressList, PVector<AddressKey>> addresses = addressOrders;
    Trie<RouteGroup, PVector<RouteKey>> routes = routeOrders;
    if (key instanceof AddressKey address) {
      addresses = plus(addresses, order(address), address);
    }
    if (key instanceof RouteKey route) {
      routes = plus(routes, route.group(), route);
    }
    return new Network(
        objects.plus(key, attributes), addresses, routes, indexes.plus(key, attributes));
  }

  private static <K, V> Trie<K, PVector<V>> plus(Trie<K, PVector<V>> orders, K of, V value) {
    return orders.plus(of, orders.getOrDefault(of, TreePVector.<V>empty()).plus(value));
  }

  private static <K, V> Trie<K, PVector<V>> minus(Trie<K, PVector<V>> orders, K of, V value) {
    PVector<V> rest = orders.getOrDefault(of, TreePVector.<V>empty()).minus(value);
    return rest.isEmpty() ? orders.minus(of) : orders.plus(of, rest);
  }

  /// Same objects, same attributes, same orders.
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Network that
            && objects.equals(that.objects)
            && addressOrders.equals(that.addressOrders)
            && routeOrders.equals(that.routeOrders);
  }

  @Override
  public int hashCode() {
    return objects.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    objects.keySet().stream()
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .forEach(k -> text.append(k.text()).append(": ").append(objects.get(k)).append('\n'));
    for (AddressList of : addressOrders.keySet()) {
      text.append("order ").append(of).append(' ');
      text.append(addresses(of.link(), of.family())).append('\n');
    }
    for (RouteGroup of : routeOrders.keySet()) {
      List<RouteKey> list = routes(of);
      text.append(list.size() > 1 ? "order " + of + ' ' + list + '\n' : "");
    }
    return text.toString();
  }
}
