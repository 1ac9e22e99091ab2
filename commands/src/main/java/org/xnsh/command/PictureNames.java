package org.xnsh.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.LiveNames;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.network.Via;
import org.xnsh.network.VifAttributes;
import org.xnsh.transaction.log.Entry;

/// The names in a picture. Those of links follow it change by change; other lists are made once a
/// picture and kept until another one comes, so that a key costs a scan and no sorting.
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
  private final Sessions sessions;
  private final Map<String, Collection<Name>> kept = new HashMap<>();
  private final NamedLinks links = new NamedLinks();
  private Network of = Network.EMPTY;

  public PictureNames(Supplier<Network> picture, Supplier<List<Entry>> entries) {
    this(picture, entries, List::of);
  }

  /// Where no other sessions are known.
  public PictureNames(
      Supplier<Network> picture, Supplier<List<Entry>> entries, Supplier<List<String>> guests) {
    this(picture, entries, guests, Sessions.NONE);
  }

  /// All are asked at every key: none may do I/O.
  ///
  /// @param picture gives the kept picture
  /// @param entries gives the log's newest entries, newest first
  /// @param guests gives the names of a lab's guests
  public PictureNames(
      Supplier<Network> picture,
      Supplier<List<Entry>> entries,
      Supplier<List<String>> guests,
      Sessions sessions) {
    this.picture = picture;
    this.entries = entries;
    this.guests = guests;
    this.sessions = sessions;
  }

  @Override
  public synchronized Collection<Name> names(String kind, Arguments before) {
    Network now = picture.get();
    if (now != of) {
      kept.clear();
      links.follow(now);
      of = now;
    }
    if (kind.equals("transaction") || kind.equals("standing")) {
      boolean all = kind.equals("transaction");
      return entries.get().stream()
          .filter(e -> all || stands(e.state()))
          .limit(100)
          .map(PictureNames::transaction)
          .toList();
    }
    String bridge = before.token("bridge").map(t -> t.text()).orElse("");
    String link = before.token("link").or(() -> before.token("dev")).map(t -> t.text()).orElse("");
    return switch (kind) {
      case "bridge" -> links.bridges();
      case "link" -> links.links();
      case "free-link" -> links.free();
      case "port" -> kept.computeIfAbsent(kind + " " + bridge, _ -> ports(bridge));
      case "vif" -> links.vifs();
      case "guest" -> guests.get().stream().map(this::guest).toList();
      case "user" -> operators();
      case "session" -> others();
      case "left" -> left();
      case "table" -> TABLES;
      case "gateway" -> kept.computeIfAbsent(kind, _ -> gateways());
      case "domain" -> links.domains();
      case "prefix", "address" ->
          kept.computeIfAbsent(kind + " " + link, _ -> addresses(link, kind.equals("prefix")));
      case "destination" -> kept.computeIfAbsent(kind, _ -> destinations());
      case "sysctl", "setting" -> kept.computeIfAbsent("sysctl", _ -> sysctls());
      default -> List.of();
    };
  }

  private static boolean stands(Entry.State state) {
    return switch (state) {
      case APPLIED, VERIFIED, PARTLY_UNDONE, UNKNOWN -> true;
      case INTENDED, ROLLED_BACK, UNDONE -> false;
    };
  }

  private static Name transaction(Entry entry) {
    String state = entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Name(
        Long.toString(entry.number()),
        Escapes.shown(entry.command() + ", by " + entry.operator() + ", " + state));
  }

  private List<Name> operators() {
    List<Name> names = new ArrayList<>();
    names.add(new Name("all", "everybody who has a prompt"));
    sessions.open().stream()
        .filter(o -> !o.own())
        .map(Sessions.Open::operator)
        .distinct()
        .forEach(o -> names.add(new Name(Escapes.shown(o), "")));
    return names;
  }

  private List<Name> others() {
    return sessions.open().stream()
        .filter(o -> !o.own())
        .map(
            o -> new Name(Long.toString(o.number()), Escapes.shown(o.operator() + ", " + o.from())))
        .toList();
  }

  private List<Name> left() {
    return sessions.left().stream()
        .map(l ->
            new Name(
                Long.toString(l.number()),
                Escapes.shown(l.staged() + " staged by " + l.operator())))
        .toList();
  }

  /// A guest is known by its domain's name; what its vif is, the picture tells.
  private Name guest(String guest) {
    return of.links().stream()
        .filter(i -> of.get(new VifKey(i)).text(VifAttributes.DOMAIN_NAME).equals(guest))
        .findFirst()
        .map(i -> new Name(guest, of.nameOf(i) + ", " + links.about(i)))
        .orElseGet(() -> new Name(guest, "a guest of the lab"));
  }

  /// Routers that routes lead to by now.
  private List<Name> gateways() {
    Map<String, String> found = new TreeMap<>();
    for (RouteGroup group : of.routeGroups()) {
      for (RouteKey route : of.routes(group)) {
        if (route.via() instanceof Via.Leg leg && leg.gateway().isPresent()) {
          found.put(leg.gateway().get().toString(), "a router on " + of.nameOf(leg.link()));
        }
      }
    }
    List<Name> names = new ArrayList<>();
    found.forEach((address, about) -> names.add(new Name(address, about)));
    return names;
  }

  private Collection<Name> ports(String bridge) {
    OptionalInt index = of.linkNamed(bridge);
    return index.isEmpty()
        ? links.ports()
        : of.ports(index.getAsInt()).stream().map(links::name).toList();
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
