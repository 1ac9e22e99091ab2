package org.xnsh.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Place;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.network.Via;
import org.xnsh.testing.Peers;

/// Steps in which the model and a kernel once were unlike, told apart from the random ones by what
/// they are about.
class KernelCasesTest {

  private static final int VA = 11;
  private static final int VB = 12;
  private static final int VC = 13;

  @BeforeAll
  static void root() {
    Peers.requireRoot();
  }

  private static void alike(Theme theme, Step... steps) throws IOException {
    Sequence sequence = new Sequence(theme, 1, new Coverage());
    List<String> unlike = sequence.run(steps);
    assertThat(unlike).as("%s", String.join("\n", sequence.done())).isEmpty();
  }

  private static AddressKey address(int link, String local) {
    return new AddressKey(link, Prefix.parse(local), Optional.empty());
  }

  private static Attributes plain() {
    return Attributes.none(ObjectKind.ADDRESS).with(AddressAttributes.SCOPE, 0L);
  }

  private static Step add(int link, String local) {
    return new Step.Create(address(link, local), plain());
  }

  private static Step add(int link, String local, String broadcast) {
    return new Step.Create(
        address(link, local),
        plain().with(AddressAttributes.BROADCAST, IpAddress.parse(broadcast)));
  }

  private static Step remove(int link, String local) {
    return new Step.Delete(address(link, local), plain());
  }

  private static RouteGroup group(long table, String to) {
    Prefix prefix = Prefix.parse(to);
    return new RouteGroup(table, prefix, Prefix.everything(prefix.family()), 0, 0);
  }

  private static Via.Leg via(int link, String gateway) {
    return new Via.Leg(link, Optional.of(IpAddress.parse(gateway)), false, RawOptions.NONE);
  }

  private static Step route(long table, String to, int type, Via via) {
    return new Step.Create(
        new RouteKey(group(table, to), type, via, 0),
        Attributes.none(ObjectKind.ROUTE)
            .with(RouteAttributes.PROTOCOL, 4L)
            .with(RouteAttributes.SCOPE, 0L),
        Place.ALONE);
  }

  private static Step master(int link, long bridge) {
    return Step.Set.of(new LinkKey(link), LinkAttributes.MASTER, bridge);
  }

  private static Step up(int link, boolean up) {
    return Step.Set.of(new LinkKey(link), LinkAttributes.UP, up);
  }

  @Test
  void whatNamesASourceWhoseLocalRouteIsGoneIsNotMade() throws IOException {
    RouteKey local =
        new RouteKey(group(RouteGroup.LOCAL, "10.0.0.1/32"), 2, Via.leg(VC, Optional.empty()), 0);
    alike(
        Theme.IPV4,
        add(VC, "10.0.0.1/24"),
        new Step.Delete(
            local,
            Attributes.none(ObjectKind.ROUTE)
                .with(RouteAttributes.PROTOCOL, 2L)
                .with(RouteAttributes.SCOPE, 254L)
                .with(RouteAttributes.PREFERRED_SOURCE, IpAddress.parse("10.0.0.1"))),
        add(VC, "10.0.0.2/24"));
  }

  @Test
  void broadcastsThatAnotherAddressHasTooStay() throws IOException {
    alike(
        Theme.IPV4,
        add(VC, "10.0.0.1/24", "10.0.255.255"),
        add(VC, "10.0.0.1/16"),
        add(VC, "10.0.0.2/16", "10.0.0.255"),
        add(VC, "10.0.0.3/24", "10.0.0.0"),
        remove(VC, "10.0.0.1/24"),
        remove(VC, "10.0.0.2/16"),
        remove(VC, "10.0.0.1/16"));
  }

  @Test
  void theRoutesOfAnAddressThatAnotherLinkHasTooStay() throws IOException {
    alike(
        Theme.IPV4,
        add(VC, "10.0.0.1/24"),
        add(VB, "10.0.0.1/24"),
        remove(VC, "10.0.0.1/24"),
        remove(VB, "10.0.0.1/24"));
  }

  /// Each answers with another error.
  @Test
  void aLegIsRefusedAsTheRouteToItsGatewayRefuses() throws IOException {
    Via legs =
        new Via.Multipath(
            List.of(
                new Via.Weighted(via(VB, "10.1.0.7"), 1),
                new Via.Weighted(via(VC, "10.0.0.9"), 1)));
    for (int type = 6; type <= 9; type++) {
      alike(
          Theme.IPV4,
          add(VC, "10.0.0.1/24"),
          add(VB, "10.1.0.1/24"),
          route(RouteGroup.MAIN, "10.0.0.9/32", type, new Via.Nowhere()),
          route(RouteGroup.MAIN, "172.16.0.0/16", 1, legs));
    }
  }

  @Test
  void aGatewayIsLookedForInTheTableOfItsRouteFirst() throws IOException {
    alike(
        Theme.IPV4,
        add(VC, "10.0.0.1/24"),
        route(100, "10.0.0.9/32", 8, new Via.Nowhere()),
        route(100, "172.16.0.0/16", 1, via(VC, "10.0.0.9")),
        route(100, "172.17.0.0/16", 1, via(VC, "10.0.0.8")));
  }

  @Test
  void aPortThatIsDormantIsNotEnabled() throws IOException {
    alike(
        Theme.SPANNING_TREE,
        Step.Set.of(new LinkKey(VA), LinkAttributes.LINK_MODE, 1L),
        up(VA, false),
        up(VA, true),
        Step.Set.of(new LinkKey(VA), LinkAttributes.LINK_MODE, 0L),
        master(VA, 0),
        master(VA, 21),
        up(VA, false),
        up(VA, true));
  }

  @Test
  void alternativeNamesThatAreRefusedCostTheOldOnes() throws IOException {
    LinkKey link = new LinkKey(VB);
    alike(
        Theme.LINKS,
        Step.Set.of(link, LinkAttributes.ALTERNATIVE_NAMES, List.of("one", "two")),
        Step.Set.of(link, LinkAttributes.ALTERNATIVE_NAMES, List.of("two", "three", "va", "four")));
  }

  @Test
  void aNexthopObjectThatReplacesItselfIsLookedAtAnew() throws IOException {
    NexthopKey key = new NexthopKey(6);
    Attributes hop =
        Attributes.none(ObjectKind.NEXTHOP)
            .with(NexthopAttributes.FAMILY, 2L)
            .with(NexthopAttributes.PROTOCOL, 4L)
            .with(NexthopAttributes.DEVICE, (long) VC)
            .with(NexthopAttributes.GATEWAY, IpAddress.parse("10.0.0.1"))
            .with(NexthopAttributes.ONLINK, true);
    alike(
        Theme.NEXTHOPS,
        new Step.Create(key, hop),
        Step.Set.of(key, NexthopAttributes.PROTOCOL, 3L),
        add(VC, "10.0.0.1/24"),
        Step.Set.of(key, NexthopAttributes.PROTOCOL, 16L));
  }

  @Test
  void twoAddressesShareTheAnycastAddressOfTheirSubnet() throws IOException {
    alike(
        Theme.IPV6,
        Step.Set.of(new SysctlKey(0, "net/ipv6/conf/all/forwarding"), SysctlAttributes.VALUE, "1"),
        add(VC, "2001:db8::2/64"),
        add(VC, "2001:db8::1/64"),
        add(VB, "2001:db8::7/64"),
        remove(VC, "2001:db8::2/64"),
        remove(VC, "2001:db8::1/64"));
  }

  @Test
  void withAnAddressGoesTheFirstRouteToItsSubnetOrFarEndWhoseverItIs() throws IOException {
    AddressKey far =
        new AddressKey(
            VC, Prefix.parse("2001:db8::3/64"), Optional.of(IpAddress.parse("2001:db8:1::77")));
    AddressKey other = new AddressKey(VC, Prefix.parse("2001:db8::2/64"), far.peer());
    RouteGroup subnet =
        new RouteGroup(
            RouteGroup.MAIN,
            Prefix.parse("2001:db8:7::/64"),
            Prefix.everything(IpFamily.IPV6),
            0,
            10);
    alike(
        Theme.IPV6,
        new Step.Create(far, plain()),
        new Step.Create(other, plain().with(AddressAttributes.METRIC, 50L)),
        new Step.Delete(far, plain()),
        add(VC, "2001:db8:7::1/64"),
        new Step.Create(
            new RouteKey(subnet, 1, Via.leg(VC, Optional.empty()), 0),
            Attributes.none(ObjectKind.ROUTE)
                .with(RouteAttributes.PROTOCOL, 4L)
                .with(RouteAttributes.SCOPE, 0L)
                .with(RouteAttributes.PREFERENCE, 0L),
            Place.ALONE),
        remove(VC, "2001:db8:7::1/64"));
  }

  @Test
  void aGatewayIsLookedForWhereTheKernelWouldGoAndNotBehindWhatRejects() throws IOException {
    Attributes hop =
        Attributes.none(ObjectKind.NEXTHOP)
            .with(NexthopAttributes.FAMILY, 10L)
            .with(NexthopAttributes.PROTOCOL, 4L)
            .with(NexthopAttributes.GATEWAY, IpAddress.parse("2001:db8::9"));
    alike(
        Theme.NEXTHOPS6,
        route(RouteGroup.MAIN, "::/0", 9, new Via.Nowhere()),
        new Step.Create(new NexthopKey(4), hop.with(NexthopAttributes.DEVICE, 1L)),
        add(VB, "2001:db8::2/64"),
        new Step.Create(address(VC, "2001:db8::3/64"), plain().with(AddressAttributes.METRIC, 50L)),
        new Step.Create(
            new NexthopKey(5),
            hop.with(NexthopAttributes.DEVICE, (long) VB).with(NexthopAttributes.ONLINK, true)),
        new Step.Create(
            new NexthopKey(6),
            hop.with(NexthopAttributes.DEVICE, (long) VC).with(NexthopAttributes.ONLINK, true)),
        route(RouteGroup.MAIN, "2001:db8::8/125", 7, new Via.Nowhere()),
        new Step.Create(
            new NexthopKey(7),
            hop.with(NexthopAttributes.DEVICE, (long) VB).with(NexthopAttributes.ONLINK, true)));
  }

  @Test
  void aLocalRouteMayNameItsOwnDestinationAsSourceWhateverThatIs() throws IOException {
    RouteKey local =
        new RouteKey(group(RouteGroup.LOCAL, "239.0.0.5/32"), 2, Via.leg(VC, Optional.empty()), 0);
    alike(
        Theme.IPV4,
        new Step.Create(
            address(VC, "239.0.0.5/32"), plain().with(AddressAttributes.AUTOJOIN, true)),
        Step.Set.of(local, RouteAttributes.PROTOCOL, 3L));
  }

  @Test
  void aDormantLinkIsNotGivenALinkLocalAddress() throws IOException {
    LinkKey bridge = new LinkKey(22);
    alike(
        Theme.IPV6,
        Step.Set.of(new LinkKey(VB), LinkAttributes.LINK_MODE, 1L),
        up(VB, false),
        up(VB, true),
        Step.Set.of(new LinkKey(VB), LinkAttributes.LINK_MODE, 0L),
        up(VB, false),
        up(VB, true),
        Step.Set.of(bridge, LinkAttributes.LINK_MODE, 1L),
        master(VC, 22),
        up(22, true),
        up(VC, false),
        up(VC, true));
  }

  @Test
  void aLinkWithoutIpv6AnswersForNobody() throws IOException {
    alike(
        Theme.IPV6,
        Step.Set.of(new LinkKey(VC), LinkAttributes.MTU, 1279L),
        new Step.Create(
            new NeighbourKey(VC, IpAddress.parse("2001:db8::70"), true),
            Attributes.none(ObjectKind.NEIGHBOUR)
                .with(NeighbourAttributes.FLAGS, 8L)
                .with(NeighbourAttributes.PROTOCOL, 3L)));
  }
}
