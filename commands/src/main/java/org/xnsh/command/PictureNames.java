package org.xnsh.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.LiveNames;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.network.Via;
import org.xnsh.network.VifAttributes;
import org.xnsh.transaction.Entry;

/// The names in a picture. Lists are made once a picture and kept until another one comes, so that
/// a key costs a scan and no sorting.
public final class PictureNames implements LiveNames {

  private static final List<Name> TABLES =
      List.of(
          new Name("main", "the table of ordinary routes"),
          new Name("local", "the kernel's own addresses and broadcasts"),
          new Name("default", "asked last; usually empty"),
          new Name("all", "all tables"));

  private final Supplier<Network> picture;
  private final Supplier<List<Entry>> entries;
  private final Supplier<List<String>> guests;
  private final Map<String, List<Name>> kept = new HashMap<>();
  private Network of = Network.EMPTY;

  public PictureNames(Supplier<Network> picture, Supplier<List<Entry>> entries) {
    this(picture, entries, List::of);
  }

  /// All three are asked at every key: none may do I/O.
  ///
  /// @param picture gives the kept picture
  /// @param entries gives the log's newest entries, newest first
  /// @param guests gives the names of a lab's guests
  public PictureNames(
      Supplier<Network> picture, Supplier<List<Entry>> entries, Supplier<List<String>> guests) {
    this.picture = picture;
    this.entries = entries;
    this.guests = guests;
  }

  @Override
  public synchronized List<Name> names(String kind, Arguments before) {
    Network now = picture.get();
    if (now != of) {
      kept.clear();
      of = now;
    }
    if (kind.equals("transaction")) {
      return entries.get().stream().limit(100).map(PictureNames::transaction).toList();
    }
    String bridge = before.token("bridge").map(t -> t.text()).orElse("");
    String link = before.token("link").or(() -> before.token("dev")).map(t -> t.text()).orElse("");
    return switch (kind) {
      case "bridge" -> kept.computeIfAbsent(kind, _ -> links(i -> of.has(new BridgeKey(i))));
      case "link" -> kept.computeIfAbsent(kind, _ -> links(_ -> true));
      case "free-link" -> kept.computeIfAbsent(kind, _ -> links(this::isFree));
      case "port" -> kept.computeIfAbsent(kind + " " + bridge, _ -> ports(bridge));
      case "vif" -> kept.computeIfAbsent(kind, _ -> vifs());
      case "guest" -> guests.get().stream().map(this::guest).toList();
      case "table" -> TABLES;
      case "gateway" -> kept.computeIfAbsent(kind, _ -> gateways());
      case "domain" -> kept.computeIfAbsent(kind, _ -> domains());
      case "prefix", "address" ->
          kept.computeIfAbsent(kind + " " + link, _ -> addresses(link, kind.equals("prefix")));
      case "destination" -> kept.computeIfAbsent(kind, _ -> destinations());
      case "sysctl", "setting" -> kept.computeIfAbsent("sysctl", _ -> sysctls());
      default -> List.of();
    };
  }

  private static Name transaction(Entry entry) {
    String state = entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Name(
        Long.toString(entry.number()),
        Escapes.shown(entry.command() + ", by " + entry.operator() + ", " + state));
  }

  /// A guest is known by its domain's name; what its vif is, the picture tells.
  private Name guest(String guest) {
    return of.links().stream()
        .filter(i -> of.get(new VifKey(i)).text(VifAttributes.DOMAIN_NAME).equals(guest))
        .findFirst()
        .map(i -> new Name(guest, of.nameOf(i) + ", " + about(i)))
        .orElseGet(() -> new Name(guest, "a guest of the lab"));
  }

  /// Routers that routes lead to by now.
  private List<Name> gateways() {
    Map<String, String> found = new TreeMap<>();
    for (ObjectKey key : of.keys()) {
      if (key instanceof RouteKey(_, _, Via.Leg leg, _) && leg.gateway().isPresent()) {
        found.put(leg.gateway().get().toString(), "a router on " + of.nameOf(leg.link()));
      }
    }
    List<Name> names = new ArrayList<>();
    found.forEach((address, about) -> names.add(new Name(address, about)));
    return names;
  }

  private boolean isFree(int link) {
    return of.get(new LinkKey(link)).number(LinkAttributes.MASTER) == 0
        && !of.has(new BridgeKey(link))
        && !of.nameOf(link).equals("lo");
  }

  private List<Name> links(IntPredicate which) {
    List<Name> names = new ArrayList<>();
    for (int link : of.links()) {
      if (which.test(link)) {
        names.add(name(link));
      }
    }
    return names;
  }

  private List<Name> ports(String bridge) {
    OptionalInt index = of.linkNamed(bridge);
    return index.isEmpty()
        ? links(i -> of.get(new LinkKey(i)).number(LinkAttributes.MASTER) != 0)
        : of.ports(index.getAsInt()).stream().map(this::name).toList();
  }

  private Name name(int link) {
    return new Name(of.nameOf(link), about(link));
  }

  /// Domain, MAC and bridge of a link, as far as they are known.
  private String about(int link) {
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

  /// Every way to name a vif: the link, name:device, id:device, the guest's MAC.
  private List<Name> vifs() {
    List<Name> names = new ArrayList<>(links(i -> of.has(new VifKey(i))));
    for (int link : of.links()) {
      of.find(new VifKey(link)).ifPresent(vif -> further(link, vif, names));
    }
    return names;
  }

  private void further(int link, Attributes vif, List<Name> names) {
    String about = of.nameOf(link) + ", " + about(link);
    long device = vif.number(VifAttributes.DEVICE);
    String domain = vif.text(VifAttributes.DOMAIN_NAME);
    if (!domain.isEmpty()) {
      names.add(new Name(domain + ":" + device, about));
    }
    names.add(new Name(vif.number(VifAttributes.DOMAIN) + ":" + device, about));
    vif.get(VifAttributes.MAC).ifPresent(m -> names.add(new Name(m.toString(), about)));
  }

  private List<Name> domains() {
    Map<Long, String> domains = new TreeMap<>();
    for (int link : of.links()) {
      of.find(new VifKey(link))
          .ifPresent(
              v -> domains.put(v.number(VifAttributes.DOMAIN), v.text(VifAttributes.DOMAIN_NAME)));
    }
    List<Name> names = new ArrayList<>();
    domains.forEach((id, name) -> {
      names.add(new Name(Long.toString(id), name));
      if (!name.isEmpty()) {
        names.add(new Name(name, "domain " + id));
      }
    });
    return names;
  }

  private List<Name> addresses(String link, boolean withLength) {
    OptionalInt index = of.linkNamed(link);
    return (index.isEmpty() ? of.keys() : of.standingOn(index.getAsInt()))
        .stream()
            .filter(k -> k instanceof AddressKey)
            .map(k -> (AddressKey) k)
            .sorted((a, b) -> a.local().compareTo(b.local()))
            .map(k ->
                new Name(
                    withLength ? k.local().toString() : k.local().address().toString(),
                    "on " + of.nameOf(k.link())))
            .toList();
  }

  private List<Name> destinations() {
    return of.routeGroups().stream()
        .filter(g -> g.table() == 254)
        .map(g -> g.destination().length() == 0 ? "default" : g.destination().toString())
        .distinct()
        .sorted()
        .map(d -> new Name(d, "a route of table main"))
        .toList();
  }

  private List<Name> sysctls() {
    Map<String, Name> all = new TreeMap<>();
    ShowSysctls.names().forEach(n -> all.put(n, new Name(n, "")));
    for (ObjectKey key : of.keys()) {
      if (key instanceof SysctlKey sysctl) {
        String name = SysctlNames.text(of, sysctl);
        all.put(name, new Name(name, of.get(key).text(SysctlAttributes.VALUE)));
      }
    }
    List<Name> names = new ArrayList<>(all.values());
    names.sort((a, b) -> a.text().compareTo(b.text()));
    return names;
  }
}
