package org.xnsh.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Place;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;
import org.xnsh.testing.TestNamespace;

/// The same random steps to a kernel and to the model: same refusals, same configured picture.
class KernelComparisonTest {

  private static final int STEPS = 150;

  private static final Footprint SETTINGS =
      Footprint.of(
          new Footprint.OneSysctl(new SysctlKey(0, "net/ipv6/conf/all/disable_ipv6")),
          new Footprint.OneSysctl(new SysctlKey(0, "net/ipv4/conf/all/promote_secondaries")));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theModelDoesWhatAKernelDoes(long seed) throws Exception {
    compare(seed, false);
  }

  @Test
  void theModelPromotesSecondariesAsAKernelDoes() throws Exception {
    compare(5, true);
  }

  /// IPv6 is off: its addresses settle by themselves after seconds.
  private static void compare(long seed, boolean promote) throws Exception {
    try (TestNamespace namespace = TestNamespace.create()) {
      namespace.sh(
          "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1"
              + " net.ipv4.conf.all.promote_secondaries="
              + (promote ? 1 : 0)
              + " net.ipv4.conf.default.promote_secondaries=0;"
              + " ip link set lo up; ip link add va type veth peer name vb;"
              + " ip link add vc type veth peer name vd;"
              + " ip link add br0 type bridge; ip link add br1 type bridge;"
              + " ip link set va master br0; ip link set br0 up; ip link set va up;"
              + " ip link set vb up; ip link set vc up; ip link set vd up;"
              + " ip link set vc master br1");
      try (LinuxHost kernel =
          LinuxHost.namespace(
              Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE)) {
        SimulatedHost model = SimulatedHost.of("model", kernel.reread(SETTINGS));
        Random random = new Random(seed);
        List<String> done = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
          Step step = step(random, model.drained());
          String asked = refusal(kernel, step);
          String foretold = refusal(model, step);
          done.add(step + " " + asked);
          Network is = configured(kernel.reread(SETTINGS));
          Network said = configured(model.drained());
          assertThat(foretold).as("%s", tail(done)).isEqualTo(asked);
          assertThat(told(Difference.between(said, is))).as("%s", tail(done)).isEmpty();
        }
      }
    }
  }

  /// From the model's picture to the kernel's.
  private static List<String> told(Difference difference) {
    return difference.changes().stream()
        .map(c ->
            c instanceof Change.Altered altered
                ? altered.key().text()
                    + altered.attributes().stream()
                        .map(a ->
                            " "
                                + a.name()
                                + " "
                                + altered.before().get(a)
                                + " is "
                                + altered.after().get(a))
                        .collect(Collectors.joining())
                : c.toString())
        .toList();
  }

  private static String tail(List<String> done) {
    return String.join("\n", done.subList(Math.max(0, done.size() - 12), done.size()));
  }

  private static String refusal(Host host, Step step) throws Exception {
    try {
      host.apply(step);
      return "done";
    } catch (Refusal e) {
      return "errno " + e.errno();
    }
  }

  /// Whether the MTU is pinned is no kernel attribute: the host concludes it from the steps that it
  /// did. Here the MTU itself shows it, as soon as ports change.
  private static Network configured(Network network) {
    Network chosen = network;
    for (ObjectKey key : Set.copyOf(network.keys())) {
      Attributes some = network.get(key);
      for (Attribute<?> attribute : AttributeTable.of(key.kind()).attributes()) {
        boolean compared =
            attribute.standing().isRestored() && !attribute.equals(BridgeAttributes.MTU_PINNED);
        some = compared ? some : some.without(attribute);
      }
      chosen = chosen.with(key, some);
    }
    return chosen;
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Step step(Random random, Network net) {
    List<Integer> ends = List.of("va", "vb", "vc", "vd").stream().map(n -> index(net, n)).toList();
    List<Integer> bridges = List.of(index(net, "br0"), index(net, "br1"));
    List<Integer> all = new ArrayList<>(ends);
    all.addAll(bridges);
    LinkKey link = new LinkKey(one(random, all));
    return switch (random.nextInt(11)) {
      case 0, 1 -> Step.Set.of(link, LinkAttributes.UP, random.nextInt(3) > 0);
      case 2 ->
          Step.Set.of(
              new LinkKey(one(random, ends)),
              LinkAttributes.MASTER,
              (long) one(random, List.of(0, bridges.get(0), bridges.get(1), ends.get(0))));
      case 3 ->
          Step.Set.of(link, LinkAttributes.MTU, one(random, List.of(60L, 1400L, 1500L, 9000L)));
      case 4 ->
          Step.Set.of(
              new LinkKey(one(random, ends)),
              LinkAttributes.MAC,
              new MacAddress(0x0200_0000_0000L | random.nextInt(1000)));
      case 5 -> bridgeOption(random, one(random, bridges));
      case 6 -> portOption(random, net, bridges);
      case 7, 8 -> address(random, net, link.index());
      default -> route(random, net, link.index());
    };
  }

  private static Step bridgeOption(Random random, int bridge) {
    BridgeKey key = new BridgeKey(bridge);
    return switch (random.nextInt(6)) {
      case 0 -> Step.Set.of(key, BridgeAttributes.STP_STATE, (long) random.nextInt(2));
      case 1 ->
          Step.Set.of(
              key, BridgeAttributes.FORWARD_DELAY, one(random, List.of(0L, 200L, 1500L, 3100L)));
      case 2 ->
          Step.Set.of(key, BridgeAttributes.HELLO_TIME, one(random, List.of(50L, 200L, 900L)));
      case 3 -> Step.Set.of(key, BridgeAttributes.MAX_AGE, one(random, List.of(500L, 600L, 4100L)));
      case 4 ->
          Step.Set.of(key, BridgeAttributes.PRIORITY, one(random, List.of(1L, 4096L, 65535L)));
      default -> Step.Set.of(key, BridgeAttributes.AGEING_TIME, one(random, List.of(0L, 30000L)));
    };
  }

  private static Step portOption(Random random, Network net, List<Integer> bridges) {
    List<Integer> ports = bridges.stream().flatMap(b -> net.ports(b).stream()).sorted().toList();
    if (ports.isEmpty()) {
      return bridgeOption(random, bridges.getFirst());
    }
    PortKey key = new PortKey(one(random, ports));
    return switch (random.nextInt(4)) {
      case 0 -> Step.Set.of(key, PortAttributes.COST, one(random, List.of(0L, 7L, 65535L, 65536L)));
      case 1 -> Step.Set.of(key, PortAttributes.PRIORITY, one(random, List.of(0L, 63L, 64L)));
      case 2 -> Step.Set.of(key, PortAttributes.HAIRPIN, random.nextBoolean());
      default -> Step.Set.of(key, PortAttributes.ISOLATED, random.nextBoolean());
    };
  }

  private static Step address(Random random, Network net, int link) {
    List<AddressKey> there = net.addresses(link, IpFamily.IPV4);
    if (!there.isEmpty() && random.nextInt(3) == 0) {
      AddressKey key = one(random, there);
      return new Step.Delete(key, net.get(key));
    }
    Prefix local =
        Prefix.parse("10.%d.0.%d/24".formatted(random.nextInt(2), 1 + random.nextInt(3)));
    return new Step.Create(
        new AddressKey(link, local, Optional.empty()),
        Attributes.builder(ObjectKind.ADDRESS)
            .put(AddressAttributes.SCOPE, 0L)
            .put(AddressAttributes.LABEL, net.nameOf(link))
            .build());
  }

  private static Step route(Random random, Network net, int link) {
    List<RouteKey> main =
        net.routeGroups().stream()
            .filter(g -> g.table() == RouteGroup.MAIN)
            .sorted()
            .flatMap(g -> net.routes(g).stream())
            .toList();
    if (!main.isEmpty() && random.nextInt(3) == 0) {
      RouteKey key = one(random, main);
      return new Step.Delete(key, net.get(key));
    }
    Optional<IpAddress> gateway =
        random.nextBoolean()
            ? Optional.of(IpAddress.parse("10.%d.0.9".formatted(random.nextInt(2))))
            : Optional.empty();
    Prefix to = Prefix.parse("172.%d.0.0/16".formatted(16 + random.nextInt(2)));
    RouteGroup group = new RouteGroup(RouteGroup.MAIN, to, Prefix.everything(IpFamily.IPV4), 0, 0);
    Attributes.Builder route =
        Attributes.builder(ObjectKind.ROUTE)
            .put(RouteAttributes.PROTOCOL, 4L)
            .put(RouteAttributes.SCOPE, gateway.isPresent() ? 0L : 253L);
    if (random.nextInt(4) == 0) {
      route.put(
          RouteAttributes.PREFERRED_SOURCE,
          IpAddress.parse("10.%d.0.%d".formatted(random.nextInt(2), 1 + random.nextInt(3))));
    }
    return new Step.Create(
        new RouteKey(group, 1, Via.leg(link, gateway), 0),
        route.build(),
        one(random, List.of(Place.values())));
  }

  private static int index(Network net, String name) {
    return net.linkNamed(name).orElseThrow();
  }
}
