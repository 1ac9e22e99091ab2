package org.xnsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Place;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;

/// What [Host] promises to whoever changes it, in addition to what it promises to all.
abstract class HostEditsContract extends HostContract {

  private static final int ENODEV = 19;
  private static final int EEXIST = 17;
  private static final int ERANGE = 34;
  private static final int ELOOP = 40;
  private static final int EADDRNOTAVAIL = 99;
  private static final int ENETUNREACH = 101;
  private static final int ESRCH = 3;

  @Test
  void aStepDoesNotChangeTheKeptPictureUntilItsFootprintIsRead() throws IOException, Refusal {
    Network before = host.picture();
    int west = index("west");
    host.apply(Step.Set.of(new BridgeKey(west), BridgeAttributes.AGEING_TIME, 12_300L));
    assertThat(host.picture().get(new BridgeKey(west))).isEqualTo(before.get(new BridgeKey(west)));
    Network seen = host.refresh(Footprint.of(new OneLink(west)));
    assertThat(seen.get(new BridgeKey(west)).number(BridgeAttributes.AGEING_TIME))
        .isEqualTo(12_300);
  }

  @Test
  void aBridgeThatIsDownIsReadJustTheSame() throws IOException, Refusal {
    int west = index("west");
    host.apply(Step.Set.of(new LinkKey(west), LinkAttributes.UP, false));
    host.apply(Step.Set.of(new BridgeKey(west), BridgeAttributes.AGEING_TIME, 12_300L));
    host.apply(SmallWorld.alias(west, "off"));
    Network seen = host.refresh(Footprint.of(new OneLink(west)));
    assertThat(seen.get(new BridgeKey(west)).number(BridgeAttributes.AGEING_TIME))
        .isEqualTo(12_300);
    assertThat(seen.get(new LinkKey(west)).text(LinkAttributes.ALIAS)).isEqualTo("off");
    assertThat(seen.get(new LinkKey(west)).isOn(LinkAttributes.UP)).isFalse();
  }

  @Test
  void theKernelChoosesTheIndexOfAPlaceholderAndTheHostTellsIt() throws IOException, Refusal {
    List<Integer> before = List.copyOf(host.picture().links());
    OptionalInt index = host.apply(SmallWorld.bridge(-1, "fresh"));
    assertThat(index).isPresent();
    assertThat(before).doesNotContain(index.getAsInt());
    assertThat(host.picture().has(new LinkKey(index.getAsInt()))).isFalse();
    Network seen = host.refresh(Footprint.of(new OneLink(index.getAsInt())));
    assertThat(seen.linkNamed("fresh")).hasValue(index.getAsInt());
    assertThat(seen.has(new BridgeKey(index.getAsInt()))).isTrue();
  }

  @Test
  void aWantedIndexIsGiven() throws IOException, Refusal {
    assertThat(host.apply(SmallWorld.bridge(77, "fresh"))).hasValue(77);
    assertThat(host.refresh(Footprint.of(new OneLink(77))).nameOf(77)).hasToString("fresh");
  }

  @Test
  void ofAPairTheNearEndIsToldAndLeadsToTheFarOne() throws IOException, Refusal {
    int near = host.apply(SmallWorld.pair(-1, "near", -2, "far")).orElseThrow();
    Network seen = host.refresh(Footprint.of(new OneLink(near)));
    assertThat(seen.nameOf(near)).hasToString("near");
    int far = (int) seen.get(new LinkKey(near)).number(LinkAttributes.LOWER);
    assertThat(host.refresh(Footprint.of(new OneLink(far))).nameOf(far)).hasToString("far");
  }

  @Test
  void onlyACreatedLinkHasAnIndexToTell() throws IOException, Refusal {
    assertThat(host.apply(SmallWorld.alias(index("va"), "x"))).isEmpty();
    assertThat(host.apply(SmallWorld.forwarding(index("va")))).isEmpty();
    assertThat(host.apply(new Step.Settle(new LinkKey(index("pa"))))).isEmpty();
  }

  @Test
  void aDeletedLinkTakesAlongWhatStoodOnIt() throws IOException, Refusal {
    int east = index("east");
    int vc = index("vc");
    host.apply(new Step.Delete(new LinkKey(east), host.picture().get(new LinkKey(east))));
    assertThat(host.picture().has(new LinkKey(east))).isTrue();
    Network seen = host.reread(Footprint.NOTHING);
    assertThat(seen.has(new LinkKey(east))).isFalse();
    assertThat(seen.has(new BridgeKey(east))).isFalse();
    assertThat(seen.addresses(east, IpFamily.IPV4)).isEmpty();
    assertThat(seen.has(new PortKey(vc))).isFalse();
    assertThat(seen.get(new LinkKey(vc)).number(LinkAttributes.MASTER)).isZero();
  }

  @Test
  void anAttributeThatMayBeAbsentIsTakenAway() throws IOException, Refusal {
    int va = index("va");
    host.apply(SmallWorld.alias(va, "x"));
    host.apply(new Step.Set(new LinkKey(va), LinkAttributes.ALIAS, Optional.empty()));
    host.apply(new Step.Set(new LinkKey(va), LinkAttributes.MASTER, Optional.empty()));
    Attributes seen = host.refresh(Footprint.of(new OneLink(va))).get(new LinkKey(va));
    assertThat(seen.text(LinkAttributes.ALIAS)).isEmpty();
    assertThat(seen.number(LinkAttributes.MASTER)).isZero();
    assertThat(host.picture().has(new PortKey(va))).isFalse();
  }

  @Test
  void aRouteGoesAmongItsEqualsWhereItWasPlaced() throws IOException, Refusal {
    int pa = index("pa");
    List<RouteKey> routes =
        Stream.of("10.0.1.7", "10.0.1.8", "10.0.1.9")
            .map(g -> SmallWorld.routeKey("10.9.0.0/16", pa, g))
            .toList();
    host.apply(SmallWorld.route(routes.get(1), Place.ALONE));
    host.apply(SmallWorld.route(routes.get(0), Place.FIRST));
    host.apply(SmallWorld.route(routes.get(2), Place.LAST));
    Network seen = host.refresh(Footprint.of(new AllRoutes(IpFamily.IPV4)));
    assertThat(seen.routes(routes.getFirst().group())).containsExactlyElementsOf(routes);
    assertThat(
            errno(
                SmallWorld.route(SmallWorld.routeKey("10.9.0.0/16", pa, "10.0.1.6"), Place.ALONE)))
        .isEqualTo(EEXIST);
  }

  @Test
  void aRefusedStepHasAReasonAndLeavesEverythingAsItWas() throws IOException {
    Network before = chosen(host.reread(Footprint.NOTHING));
    for (Map.Entry<Step, Integer> step : impossible().entrySet()) {
      Refusal refusal = refusal(step.getKey());
      assertThat(refusal.errno()).as("%s", step.getKey()).isEqualTo(step.getValue());
      assertThat(refusal).message().isNotBlank().doesNotContainIgnoringCase("errno");
      assertThat(Difference.between(before, chosen(host.reread(Footprint.NOTHING))).changes())
          .as("%s", step.getKey())
          .isEmpty();
    }
  }

  private Map<Step, Integer> impossible() {
    LinkKey absent = new LinkKey(9999);
    LinkKey pa = new LinkKey(index("pa"));
    BridgeKey west = new BridgeKey(index("west"));
    AddressKey there = address(pa.index(), "10.0.1.2/24");
    AddressKey none = address(pa.index(), "10.55.0.1/24");
    Attributes address =
        Attributes.none(ObjectKind.ADDRESS)
            .with(AddressAttributes.SCOPE, 0L)
            .with(AddressAttributes.LABEL, "pa");
    RouteKey far = SmallWorld.routeKey("10.9.0.0/16", pa.index(), "10.77.0.1");
    Map<Step, Integer> steps = new LinkedHashMap<>();
    steps.put(SmallWorld.bridge(-1, "west"), EEXIST);
    steps.put(SmallWorld.pair(-1, "fresh", -2, "va"), EEXIST);
    steps.put(new Step.Delete(absent, Attributes.none(ObjectKind.LINK)), ENODEV);
    steps.put(Step.Set.of(absent, LinkAttributes.UP, true), ENODEV);
    steps.put(Step.Set.of(pa, LinkAttributes.NAME, new LinkName("vd")), EEXIST);
    steps.put(Step.Set.of(west, BridgeAttributes.MAX_AGE, 4100L), ERANGE);
    steps.put(SmallWorld.master(west.index(), index("east")), ELOOP);
    steps.put(new Step.Create(there, address), EEXIST);
    steps.put(new Step.Delete(none, address), EADDRNOTAVAIL);
    steps.put(SmallWorld.route(far, Place.ALONE), ENETUNREACH);
    steps.put(new Step.Delete(far, Attributes.none(ObjectKind.ROUTE)), ESRCH);
    return steps;
  }

  private static AddressKey address(int link, String local) {
    return new AddressKey(link, Prefix.parse(local), Optional.empty());
  }

  @Test
  void aRefusedMoveLeavesThePortDetached() throws IOException {
    int va = index("va");
    refusal(SmallWorld.master(va, index("pd")));
    Network seen = host.reread(Footprint.NOTHING);
    assertThat(seen.has(new PortKey(va))).isFalse();
    assertThat(seen.get(new LinkKey(va)).number(LinkAttributes.MASTER)).isZero();
    assertThat(seen.ports(index("west"))).containsExactly(index("vb"));
  }

  @Test
  void aMoveTakesAPortFromOneBridgeToTheOther() throws IOException, Refusal {
    int va = index("va");
    host.apply(SmallWorld.master(va, index("east")));
    Network seen = host.reread(Footprint.NOTHING);
    assertThat(seen.ports(index("west"))).containsExactly(index("vb"));
    assertThat(seen.ports(index("east"))).containsExactlyInAnyOrder(va, index("vc"));
  }

  private int errno(Step step) {
    return refusal(step).errno();
  }

  private Refusal refusal(Step step) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> host.apply(step));
    assertThat(refusal).as("%s is refused", step).isNotNull();
    return refusal;
  }

  /// Carrier, timers and port states go on by themselves between two looks.
  private static Network chosen(Network network) {
    Network chosen = network;
    for (ObjectKey key : Set.copyOf(network.keys())) {
      Attributes some = network.get(key);
      for (Attribute<?> attribute : AttributeTable.of(key.kind()).attributes()) {
        some = attribute.standing().isRestored() ? some : some.without(attribute);
      }
      chosen = chosen.with(key, some);
    }
    return chosen;
  }
}
