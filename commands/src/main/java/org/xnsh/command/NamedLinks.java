package org.xnsh.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xnsh.grammar.LiveNames.Name;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;

/// The names of links, and of the domains behind them, by ifindex. They follow a picture at the
/// cost of what changed: on a host with ten thousand links a key after an event must not walk all.
final class NamedLinks {

  private Network of = Network.EMPTY;
  private final TreeMap<Integer, Name> links = new TreeMap<>();
  private final TreeMap<Integer, Name> bridges = new TreeMap<>();
  private final TreeMap<Integer, Name> ports = new TreeMap<>();
  private final TreeMap<Integer, Name> free = new TreeMap<>();
  private final TreeMap<Integer, List<Name>> vifs = new TreeMap<>();
  private final TreeMap<Long, Domain> domains = new TreeMap<>();

  /// A domain as it is named, while it has vifs.
  private record Domain(List<Name> names, Set<Integer> vifs) {}

  /// Takes over to another picture of the same host.
  void follow(Network now) {
    Set<Integer> changed = new TreeSet<>();
    for (ObjectKey key : of.differing(now).keys()) {
      switch (key) {
        case LinkKey k -> changed.add(k.index());
        case BridgeKey k -> changed.add(k.index());
        case VifKey k -> changed.add(k.index());
        // they name nothing here
        case PortKey _, PortVlanKey _, AddressKey _, RouteKey _, NexthopKey _, RuleKey _ -> {}
        case NeighbourKey _, FdbKey _, MdbKey _, SysctlKey _ -> {}
      }
    }
    changed.forEach(this::forget);
    of = now;
    changed.stream().filter(i -> now.has(new LinkKey(i))).forEach(this::learn);
  }

  Collection<Name> links() {
    return links.values();
  }

  Collection<Name> bridges() {
    return bridges.values();
  }

  /// Links that have a master.
  Collection<Name> ports() {
    return ports.values();
  }

  /// Links that a bridge may take.
  Collection<Name> free() {
    return free.values();
  }

  /// Every way to name a vif: the link, name:device, id:device, the guest's MAC.
  List<Name> vifs() {
    List<Name> names = new ArrayList<>();
    vifs.values().forEach(all -> names.add(all.getFirst()));
    vifs.values().forEach(all -> names.addAll(all.subList(1, all.size())));
    return names;
  }

  /// Domains by id and by name.
  List<Name> domains() {
    List<Name> names = new ArrayList<>();
    domains.values().forEach(d -> names.addAll(d.names()));
    return names;
  }

  private static Domain domain(long id, String name) {
    Name byId = new Name(Long.toString(id), name);
    return new Domain(
        name.isEmpty() ? List.of(byId) : List.of(byId, new Name(name, "domain " + id)),
        new TreeSet<>());
  }

  Name name(int link) {
    return new Name(of.nameOf(link), () -> about(link));
  }

  private void forget(int link) {
    links.remove(link);
    bridges.remove(link);
    ports.remove(link);
    free.remove(link);
    vifs.remove(link);
    of.find(new VifKey(link))
        .ifPresent(vif -> {
          long id = vif.number(VifAttributes.DOMAIN);
          Domain behind = domains.get(id);
          if (behind != null && behind.vifs().remove(link) && behind.vifs().isEmpty()) {
            domains.remove(id);
          }
        });
  }

  private void learn(int link) {
    Name name = name(link);
    boolean isBridge = of.has(new BridgeKey(link));
    boolean isPort = of.get(new LinkKey(link)).number(LinkAttributes.MASTER) != 0;
    links.put(link, name);
    if (isBridge) {
      bridges.put(link, name);
    }
    if (isPort) {
      ports.put(link, name);
    } else if (!isBridge && !name.text().equals("lo")) {
      free.put(link, name);
    }
    of.find(new VifKey(link)).ifPresent(vif -> vif(link, name, vif));
  }

  private void vif(int link, Name name, Attributes vif) {
    long id = vif.number(VifAttributes.DOMAIN);
    long device = vif.number(VifAttributes.DEVICE);
    String domain = vif.text(VifAttributes.DOMAIN_NAME);
    domains.computeIfAbsent(id, _ -> domain(id, domain)).vifs().add(link);
    List<Name> names = new ArrayList<>(List.of(name));
    if (!domain.isEmpty()) {
      names.add(further(domain + ":" + device, link));
    }
    names.add(further(id + ":" + device, link));
    vif.get(VifAttributes.MAC).ifPresent(m -> names.add(further(m.toString(), link)));
    vifs.put(link, names);
  }

  private Name further(String text, int link) {
    return new Name(text, () -> of.nameOf(link) + ", " + about(link));
  }

  /// Domain, MAC and bridge of a link, as far as they are known.
  String about(int link) {
    Attributes attributes = of.get(new LinkKey(link));
    List<String> parts = new ArrayList<>();
    of.find(new VifKey(link)).ifPresent(v -> parts.add(domain(v)));
    mac(link, attributes).ifPresent(m -> parts.add(m.toString()));
    long master = attributes.number(LinkAttributes.MASTER);
    if (master != 0) {
      parts.add("in " + of.nameOf((int) master));
    }
    if (of.has(new BridgeKey(link))) {
      parts.add("bridge, ports: " + of.ports(link).size());
    }
    return Escapes.shown(String.join(", ", parts));
  }

  private Optional<MacAddress> mac(int link, Attributes attributes) {
    return of.get(new VifKey(link))
        .get(VifAttributes.MAC)
        .or(() -> attributes.get(LinkAttributes.MAC));
  }

  private static String domain(Attributes vif) {
    String name = vif.text(VifAttributes.DOMAIN_NAME);
    return "domain " + (name.isEmpty() ? vif.number(VifAttributes.DOMAIN) : name);
  }
}
