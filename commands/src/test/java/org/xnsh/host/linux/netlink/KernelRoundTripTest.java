package org.xnsh.host.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Place;
import org.xnsh.change.Step.Set;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;
import org.xnsh.network.Via;
import org.xnsh.testing.TestNamespace;

/// What we write, the kernel takes; what it then reports, we read as it was written; `ip` and
/// `bridge` see the same.
class KernelRoundTripTest {

  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:01");

  private final TestNamespace ns = TestNamespace.create();

  @BeforeEach
  void wire() {
    ns.sh(
        "ip link set lo up; ip link add v type veth peer name w; ip link set v up; "
            + "ip link set w up; ip addr add 10.0.0.1/24 dev v; ip addr add 10.0.0.2/24 dev v");
  }

  @AfterEach
  void remove() {
    ns.close();
  }

  private JsonArray json(String command) {
    return JsonParser.parseString(ns.sh(command)).getAsJsonArray();
  }

  private JsonObject first(String command) {
    return json(command).get(0).getAsJsonObject();
  }

  private static Attributes bridge(String name) {
    return Attributes.builder(ObjectKind.LINK)
        .put(LinkAttributes.NAME, new LinkName(name))
        .put(LinkAttributes.KIND, "bridge")
        .put(LinkAttributes.MAC, MAC)
        .build();
  }

  @Test
  void aBridgeComesBackWithItsIfindexAndEveryOption() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          LinkKey link = new LinkKey(77);
          BridgeKey key = new BridgeKey(77);
          s.apply(new Create(link, bridge("br0")));
          Attributes a = s.read(Dumps.link(77), link);
          assertThat(a.text(LinkAttributes.KIND)).isEqualTo("bridge");
          assertThat(a.get(LinkAttributes.MAC)).contains(MAC);
          assertThat(s.read(Dumps.link(77), key).get(BridgeAttributes.RAW)).isEmpty();
          numbers(s, key);
          JsonObject data =
              first("ip -j -d link show br0")
                  .getAsJsonObject("linkinfo")
                  .getAsJsonObject("info_data");
          assertThat(data.get("ageing_time").getAsLong()).isEqualTo(12300);
          assertThat(data.get("priority").getAsLong()).isEqualTo(4096);
          assertThat(data.get("mcast_last_member_intvl").getAsLong()).isEqualTo(200);
          assertThat(data.get("bridge_id").getAsString())
              .isEqualTo(s.read(Dumps.link(77), key).text(BridgeAttributes.BRIDGE_ID));
          s.apply(new Delete(link, a));
          assertThat(s.socket.ask(Dumps.link(77), m -> {}).ack().errno()).isEqualTo(Errno.ENODEV);
        });
  }

  private static void numbers(KernelSession s, BridgeKey key) throws Exception {
    set(s, key, BridgeAttributes.AGEING_TIME, 12300L);
    set(s, key, BridgeAttributes.PRIORITY, 4096L);
    set(s, key, BridgeAttributes.FORWARD_DELAY, 900L);
    set(s, key, BridgeAttributes.HELLO_TIME, 300L);
    set(s, key, BridgeAttributes.MAX_AGE, 1500L);
    set(s, key, BridgeAttributes.STP_STATE, 1L);
    set(s, key, BridgeAttributes.GROUP_FORWARD_MASK, 8L);
    set(s, key, BridgeAttributes.MULTICAST_SNOOPING, 0L);
    set(s, key, BridgeAttributes.MULTICAST_LAST_MEMBER_INTERVAL, 200L);
    set(s, key, BridgeAttributes.MULTICAST_HASH_MAXIMUM, 1024L);
    set(s, key, BridgeAttributes.BOOLEAN_OPTIONS, 1L);
    set(s, key, BridgeAttributes.GROUP_ADDRESS, MacAddress.parse("01:80:c2:00:00:0e"));
    set(s, key, BridgeAttributes.FDB_MAXIMUM_LEARNED, 500L);
    set(s, key, BridgeAttributes.NETFILTER_IPTABLES, 1L);
  }

  /// Sets and reads back.
  private static <V> void set(KernelSession s, ObjectKey key, Attribute<V> attribute, V value)
      throws Exception {
    int index =
        switch (key) {
          case LinkKey k -> k.index();
          case BridgeKey k -> k.index();
          case PortKey k -> k.index();
          default -> throw new AssertionError(key);
        };
    for (Entry entry : s.read(Dumps.link(index))) {
      s.picture = s.picture.with(entry.key(), entry.attributes());
    }
    s.apply(Set.of(key, attribute, value));
    assertThat(s.read(Dumps.link(index), key).get(attribute)).as("%s", attribute).contains(value);
  }

  @Test
  void aPortTakesItsMasterAndItsOptions() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          s.apply(new Create(new LinkKey(77), bridge("br0")));
          int w = s.index("w");
          PortKey key = new PortKey(w);
          set(s, new LinkKey(w), LinkAttributes.MASTER, 77L);
          Attributes port = s.read(Dumps.portsOf(77), key);
          assertThat(port.get(PortAttributes.RAW)).isEmpty();
          set(s, key, PortAttributes.COST, 42L);
          set(s, key, PortAttributes.PRIORITY, 7L);
          set(s, key, PortAttributes.HAIRPIN, true);
          set(s, key, PortAttributes.GUARD, true);
          set(s, key, PortAttributes.ISOLATED, true);
          set(s, key, PortAttributes.LEARNING, false);
          set(s, key, PortAttributes.FLOOD, false);
          set(s, key, PortAttributes.MULTICAST_FLOOD, false);
          set(s, key, PortAttributes.BROADCAST_FLOOD, false);
          set(s, key, PortAttributes.NEIGHBOUR_SUPPRESSION, true);
          set(s, key, PortAttributes.MULTICAST_ROUTER, 2L);
          set(s, key, PortAttributes.MULTICAST_TO_UNICAST, true);
          JsonObject seen = first("bridge -j -d link show dev w");
          assertThat(seen.get("cost").getAsLong()).isEqualTo(42);
          assertThat(seen.get("hairpin").getAsBoolean()).isTrue();
          assertThat(seen.get("isolated").getAsBoolean()).isTrue();
          assertThat(seen.get("flood").getAsBoolean()).isFalse();
          s.apply(new Set(new LinkKey(w), LinkAttributes.MASTER, Optional.empty()));
          assertThat(s.keys(Dumps.link(w))).containsExactly(new LinkKey(w));
        });
  }

  @Test
  void aLinkKeepsWhatIsSetOnIt() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          int w = s.index("w");
          LinkKey key = new LinkKey(w);
          set(s, key, LinkAttributes.NAME, new LinkName("pw"));
          set(s, key, LinkAttributes.ALTERNATIVE_NAMES, List.of("uplink-one", "two"));
          set(
              s,
              key,
              LinkAttributes.ALTERNATIVE_NAMES,
              List.of("two", "a-third-name-that-is-long"));
          assertThat(s.index("a-third-name-that-is-long")).isEqualTo(w);
          set(s, key, LinkAttributes.MTU, 1400L);
          set(s, key, LinkAttributes.MAC, MAC);
          set(s, key, LinkAttributes.ALIAS, "to the world");
          set(s, key, LinkAttributes.GROUP, 5L);
          set(s, key, LinkAttributes.QUEUE_LENGTH, 77L);
          set(s, key, LinkAttributes.ARP, false);
          set(s, key, LinkAttributes.MULTICAST, false);
          set(s, key, LinkAttributes.PROMISCUOUS, true);
          set(s, key, LinkAttributes.ALL_MULTICAST, true);
          set(s, key, LinkAttributes.ADDRESS_GENERATION, 1L);
          set(s, key, LinkAttributes.UP, false);
          JsonObject seen = first("ip -j -d link show pw");
          assertThat(seen.get("ifalias").getAsString()).isEqualTo("to the world");
          assertThat(seen.get("mtu").getAsLong()).isEqualTo(1400);
          assertThat(seen.get("inet6_addr_gen_mode").getAsString()).isEqualTo("none");
          s.apply(new Set(key, LinkAttributes.ALIAS, Optional.empty()));
          assertThat(s.read(Dumps.link(w), key).get(LinkAttributes.ALIAS)).isEmpty();
        });
  }

  @Test
  void addressesKeepOrderFlagsAndDeadlines() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          int v = s.index("v");
          long until = KernelSession.clock() / 100 + 3600;
          AddressKey key =
              new AddressKey(
                  v, Prefix.parse("10.9.0.1/32"), Optional.of(IpAddress.parse("10.9.0.2")));
          Attributes a =
              Attributes.builder(ObjectKind.ADDRESS)
                  .put(AddressAttributes.SCOPE, 0L)
                  .put(AddressAttributes.LABEL, "v:1")
                  .put(AddressAttributes.METRIC, 50L)
                  .put(AddressAttributes.PROTOCOL, 9L)
                  .put(AddressAttributes.NO_PREFIX_ROUTE, true)
                  .put(AddressAttributes.VALID_UNTIL, until)
                  .put(AddressAttributes.PREFERRED_UNTIL, until - 600)
                  .build();
          s.apply(new Create(key, a));
          Attributes read = s.read(Dumps.addressesOf(v, IpFamily.IPV4), key);
          assertThat(read.number(AddressAttributes.VALID_UNTIL)).isBetween(until - 1, until + 1);
          assertThat(read.differing(a))
              .isSubsetOf(AddressAttributes.VALID_UNTIL, AddressAttributes.PREFERRED_UNTIL);
          assertThat(s.keys(Dumps.addressesOf(v, IpFamily.IPV4)))
              .extracting(k -> ((AddressKey) k).local().toString())
              .containsExactly("10.0.0.1/24", "10.9.0.1/32", "10.0.0.2/24");
          s.apply(new Delete(key, read));
          AddressKey six = new AddressKey(v, Prefix.parse("fd00::1/64"), Optional.empty());
          Attributes b =
              Attributes.builder(ObjectKind.ADDRESS)
                  .put(AddressAttributes.SCOPE, 0L)
                  .put(AddressAttributes.NO_DAD, true)
                  .build();
          s.apply(new Create(six, b));
          assertThat(s.read(Dumps.addresses(IpFamily.IPV6), six)).isEqualTo(b);
          assertThat(ns.sh("ip -6 addr show dev v")).contains("fd00::1/64 scope global nodad");
        });
  }

  private static RouteKey route(String to, long metric, int type, Via via) {
    Prefix prefix = Prefix.parse(to);
    return new RouteKey(
        new RouteGroup(254, prefix, Prefix.everything(prefix.family()), 0, metric), type, via, 0);
  }

  @Test
  void routesOfAllFormsComeBack() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          int v = s.index("v");
          Optional<IpAddress> gateway = Optional.of(IpAddress.parse("10.0.0.9"));
          Attributes plain =
              Attributes.builder(ObjectKind.ROUTE)
                  .put(RouteAttributes.PROTOCOL, 4L)
                  .put(RouteAttributes.SCOPE, 0L)
                  .build();
          Attributes rich =
              plain.toBuilder()
                  .put(RouteAttributes.PREFERRED_SOURCE, IpAddress.parse("10.0.0.2"))
                  .put(RouteAttributes.METRICS, RawOptions.NONE.with(2, new byte[] {120, 5, 0, 0}))
                  .build();
          Via six = new Via.Leg(v, Optional.of(IpAddress.parse("fe80::9")), true, RawOptions.NONE);
          Via.Leg onlink =
              new Via.Leg(v, Optional.of(IpAddress.parse("10.77.0.1")), true, RawOptions.NONE);
          Via two =
              new Via.Multipath(
                  List.of(
                      new Via.Weighted(new Via.Leg(v, gateway, false, RawOptions.NONE), 3),
                      new Via.Weighted(onlink, 1)));
          there(s, route("10.1.0.0/16", 0, 1, Via.leg(v, gateway)), rich);
          there(s, route("10.2.0.0/16", 7, 6, new Via.Nowhere()), plain);
          there(s, route("10.3.0.0/16", 0, 1, two), plain);
          there(s, route("10.4.0.0/16", 0, 1, six), plain);
          there(s, route("10.5.0.0/16", 0, 1, onlink), plain);
          there(
              s,
              route("fd01::/64", 1024, 1, Via.leg(v, Optional.of(IpAddress.parse("fe80::9")))),
              plain.with(RouteAttributes.PREFERENCE, 0L));
          assertThat(ns.sh("ip -4 route show 10.3.0.0/16")).contains("weight 3", "10.77.0.1");
          assertThat(ns.sh("ip -4 route show 10.4.0.0/16")).contains("via inet6 fe80::9");
          assertThat(ns.sh("ip -4 route show 10.1.0.0/16")).contains("src 10.0.0.2", "mtu 1400");
        });
  }

  private static void there(KernelSession s, RouteKey key, Attributes a) throws Exception {
    s.apply(new Create(key, a));
    IpFamily family = key.group().family();
    assertThat(s.read(Dumps.routes(family), key)).isEqualTo(a);
    if (!(key.via() instanceof Via.Nowhere)) {
      int link = key.via().links().findFirst().orElseThrow();
      assertThat(s.keys(Dumps.routesOf(link, family))).contains(key);
    }
    assertThat(s.send(new Create(key, a)).errno()).isEqualTo(Errno.EEXIST);
    s.apply(new Delete(key, a));
    assertThat(s.keys(Dumps.routes(family))).doesNotContain(key);
    s.apply(new Create(key, a));
  }

  @Test
  void equalRoutesGoWhereTheyAreAsked() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          int v = s.index("v");
          Attributes a =
              Attributes.builder(ObjectKind.ROUTE)
                  .put(RouteAttributes.PROTOCOL, 4L)
                  .put(RouteAttributes.SCOPE, 0L)
                  .build();
          Prefix to = Prefix.parse("10.1.0.0/16");
          RouteKey[] keys = new RouteKey[3];
          for (int i = 0; i < 3; i++) {
            Via via = Via.leg(v, Optional.of(IpAddress.parse("10.0.0." + (10 + i))));
            keys[i] = route(to.toString(), 0, 1, via);
          }
          s.apply(new Create(keys[0], a));
          s.apply(new Create(keys[1], a, Place.LAST));
          s.apply(new Create(keys[2], a, Place.FIRST));
          assertThat(s.keys(Dumps.routes(IpFamily.IPV4)))
              .filteredOn(k -> ((RouteKey) k).group().destination().equals(to))
              .containsExactly(keys[2], keys[0], keys[1]);
        });
  }

  @Test
  void nexthopsRulesAndNeighboursComeBack() throws Exception {
    KernelSession.in(
        ns.path(),
        s -> {
          int v = s.index("v");
          NexthopKey hop = new NexthopKey(5);
          Attributes a =
              Attributes.builder(ObjectKind.NEXTHOP)
                  .put(NexthopAttributes.FAMILY, 2L)
                  .put(NexthopAttributes.PROTOCOL, 4L)
                  .put(NexthopAttributes.DEVICE, (long) v)
                  .put(NexthopAttributes.GATEWAY, IpAddress.parse("10.0.0.9"))
                  .build();
          s.apply(new Create(hop, a));
          assertThat(s.read(Dumps.nexthop(5), hop)).isEqualTo(a);
          NexthopKey group = new NexthopKey(6);
          s.apply(
              new Create(
                  group,
                  Attributes.builder(ObjectKind.NEXTHOP)
                      .put(NexthopAttributes.GROUP, "5,3")
                      .build()));
          assertThat(s.read(Dumps.nexthops(), group).text(NexthopAttributes.GROUP))
              .isEqualTo("5,3");
          RouteKey by = route("10.8.0.0/16", 0, 1, new Via.Nexthop(5));
          s.apply(new Create(by, Attributes.none(ObjectKind.ROUTE)));
          assertThat(s.keys(Dumps.routesOf(v, IpFamily.IPV4))).contains(by);
          rules(s);
          neighbours(s, v);
          s.apply(new Delete(group, Attributes.none(ObjectKind.NEXTHOP)));
          s.apply(new Delete(hop, a));
          assertThat(s.keys(Dumps.nexthopsOf(v))).isEmpty();
        });
  }

  private void rules(KernelSession s) throws Exception {
    Attributes a =
        Attributes.builder(ObjectKind.RULE)
            .put(RuleAttributes.ACTION, 1L)
            .put(RuleAttributes.LOOKUP, 1000L)
            .put(RuleAttributes.SOURCE, Prefix.parse("10.0.0.0/24"))
            .put(RuleAttributes.INPUT_LINK, "v")
            .put(RuleAttributes.MARK, 7L)
            .put(RuleAttributes.MARK_MASK, 255L)
            .put(RuleAttributes.FLAGS, 2L)
            .put(RuleAttributes.PROTOCOL, 4L)
            .put(RuleAttributes.RAW, RawOptions.NONE.with(14, new byte[] {8, 0, 0, 0}))
            .build();
    RuleKey key = new RuleKey(IpFamily.IPV4, 50, 0);
    s.apply(new Create(key, a));
    assertThat(s.read(Dumps.rules(IpFamily.IPV4), key)).isEqualTo(a);
    assertThat(ns.sh("ip rule show pref 50"))
        .contains("not from 10.0.0.0/24 fwmark 0x7/0xff iif v lookup 1000 suppress_prefixlength 8");
    ns.sh("ip rule add pref 50 from 10.5.0.0/24 lookup 7");
    assertThat(s.keys(Dumps.rules(IpFamily.IPV4))).contains(key, new RuleKey(IpFamily.IPV4, 50, 1));
    s.apply(new Delete(key, a));
    assertThat(s.read(Dumps.rules(IpFamily.IPV4), key).number(RuleAttributes.LOOKUP)).isEqualTo(7);
  }

  private void neighbours(KernelSession s, int v) throws Exception {
    NeighbourKey key = new NeighbourKey(v, IpAddress.parse("10.0.0.50"), false);
    Attributes a =
        Attributes.builder(ObjectKind.NEIGHBOUR)
            .put(NeighbourAttributes.MAC, MAC)
            .put(NeighbourAttributes.STATE, 128L)
            .put(NeighbourAttributes.FLAGS, 0L)
            .build();
    s.apply(new Create(key, a));
    assertThat(s.read(Dumps.neighboursOf(v, false), key)).isEqualTo(a);
    NeighbourKey proxy = new NeighbourKey(v, IpAddress.parse("10.0.0.51"), true);
    s.apply(new Create(proxy, Attributes.none(ObjectKind.NEIGHBOUR)));
    assertThat(s.keys(Dumps.neighboursOf(v, true))).containsExactly(proxy);
    assertThat(ns.sh("ip neigh show proxy")).contains("10.0.0.51");
    s.apply(new Delete(proxy, Attributes.none(ObjectKind.NEIGHBOUR)));
    s.apply(new Delete(key, a));
    assertThat(s.keys(Dumps.neighbours(true))).isEmpty();
  }

  @Test
  void staticForwardingAndGroupEntriesComeBack() throws Exception {
    ns.sh("ip link add br0 type bridge; ip link set w master br0; ip link set br0 up");
    KernelSession.in(
        ns.path(),
        s -> {
          int w = s.index("w");
          int br = s.index("br0");
          for (Entry e : s.read(Dumps.links())) {
            s.picture = s.picture.with(e.key(), e.attributes());
          }
          FdbKey fixed = new FdbKey(w, MAC, 0, false);
          Attributes a =
              Attributes.builder(ObjectKind.FDB)
                  .put(FdbAttributes.STATE, 64L)
                  .put(FdbAttributes.FLAGS, 4L)
                  .build();
          s.apply(new Create(fixed, a));
          assertThat(s.read(Dumps.fdbOf(w), fixed).without(FdbAttributes.AGE)).isEqualTo(a);
          assertThat(ns.sh("bridge fdb show dev w")).contains(MAC + " master br0 static");
          FdbKey own = new FdbKey(br, MacAddress.parse("02:00:00:00:00:09"), 0, false);
          Attributes b = a.with(FdbAttributes.STATE, 128L).with(FdbAttributes.FLAGS, 2L);
          s.apply(new Create(own, b));
          assertThat(s.read(Dumps.fdbOf(br), own).without(FdbAttributes.AGE)).isEqualTo(b);
          assertThat(s.keys(Dumps.fdbOfBridge(br))).contains(own, fixed);
          s.apply(new Delete(own, b));
          s.apply(new Delete(fixed, a));
          assertThat(s.keys(Dumps.fdbOfBridge(br))).doesNotContain(own, fixed);
          MdbKey group = new MdbKey(br, w, "239.1.1.1", "", 0);
          s.apply(new Create(group, Attributes.none(ObjectKind.MDB)));
          assertThat(s.keys(Dumps.mdb())).contains(group);
          assertThat(ns.sh("bridge mdb show")).contains("grp 239.1.1.1 permanent");
          s.apply(new Delete(group, Attributes.none(ObjectKind.MDB)));
          assertThat(s.keys(Dumps.mdb())).doesNotContain(group);
        });
  }
}
