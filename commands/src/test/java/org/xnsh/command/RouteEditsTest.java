package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.command.RouteEdits.Where;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;
import org.xnsh.network.Via;
import org.xnsh.transaction.EditRefused;

final class RouteEditsTest {

  private Network seed = Pictures.seed();

  @BeforeEach
  void aConnectedNetwork() throws EditRefused {
    seed = put(Pictures.seed(), "10.0.0.0/24 dev eth0 proto kernel src 10.0.0.1", Where.ADD);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  private static Network put(Network network, String text, Where where) throws EditRefused {
    return RouteEdits.put(network, words(text), Optional.empty(), where);
  }

  private static Network delete(Network network, String text) throws EditRefused {
    return RouteEdits.delete(network, words(text), Optional.empty());
  }

  private static List<String> vias(Network network, String destination) {
    Prefix prefix = Prefix.parse(destination);
    return network.routeGroups().stream()
        .filter(g -> g.destination().equals(prefix))
        .sorted()
        .flatMap(g -> network.routes(g).stream())
        .map(k -> k.via().text())
        .toList();
  }

  @Test
  void aGatewaysLinkIsFoundAsTheKernelFindsIt() throws EditRefused {
    Network after = put(seed, "default via 10.0.0.254", Where.ADD);
    assertThat(vias(after, "0.0.0.0/0")).containsExactly("via:10.0.0.254,dev:5");
    assertThatThrownBy(() -> put(seed, "default via 10.9.0.254", Where.ADD))
        .hasMessageContaining("no link leads to the gateway");
  }

  @Test
  void scopeAndProtocolAreThoseThatIpGives() throws EditRefused {
    Network after = put(seed, "10.1.0.0/16 dev eth0", Where.ADD);
    RouteKey key = after.routes(group("10.1.0.0/16", 0)).getFirst();
    assertThat(after.get(key).number(RouteAttributes.SCOPE)).isEqualTo(253);
    assertThat(after.get(key).number(RouteAttributes.PROTOCOL)).isEqualTo(3);
    Network six = put(seed, "fd00:1::/64 dev eth0", Where.ADD);
    assertThat(six.routes(group("fd00:1::/64", 1024))).hasSize(1);
  }

  private static RouteGroup group(String destination, long metric) {
    Prefix prefix = Prefix.parse(destination);
    return new RouteGroup(254, prefix, Prefix.everything(prefix.family()), 0, metric);
  }

  @Test
  void equalRoutesStandInTheOrderInWhichTheyWerePut() throws EditRefused {
    Network one = put(seed, "default via 10.0.0.1", Where.ADD);
    Network all =
        put(put(one, "default via 10.0.0.2", Where.APPEND), "default via 10.0.0.3", Where.PREPEND);
    assertThat(vias(all, "0.0.0.0/0"))
        .containsExactly("via:10.0.0.3,dev:5", "via:10.0.0.1,dev:5", "via:10.0.0.2,dev:5");
    assertThat(vias(put(all, "default via 10.0.0.4", Where.REPLACE), "0.0.0.0/0"))
        .containsExactly("via:10.0.0.4,dev:5", "via:10.0.0.1,dev:5", "via:10.0.0.2,dev:5");
    assertThat(vias(delete(all, "default via 10.0.0.1"), "0.0.0.0/0"))
        .containsExactly("via:10.0.0.3,dev:5", "via:10.0.0.2,dev:5");
    assertThatThrownBy(() -> put(all, "default via 10.0.0.9", Where.ADD))
        .hasMessageContaining("exists already");
    assertThatThrownBy(() -> delete(all, "default via 10.0.0.9"))
        .hasMessageContaining("no such route");
  }

  @Test
  void aRouteMayHaveSeveralLegsOrNone() throws EditRefused {
    Network several =
        put(seed, "default nexthop via 10.0.0.2 weight 3 nexthop via 10.0.0.3", Where.ADD);
    assertThat(vias(several, "0.0.0.0/0"))
        .containsExactly("via:10.0.0.2,dev:5*3|via:10.0.0.3,dev:5*1");
    Network none = put(seed, "unreachable 10.2.0.0/16 metric 9", Where.ADD);
    assertThat(none.routes(group("10.2.0.0/16", 9)).getFirst().type()).isEqualTo(7);
    assertThatThrownBy(() -> put(seed, "10.2.0.1/16 dev eth0", Where.ADD))
        .hasMessageContaining("host bits");
  }

  @Test
  void routesUseNexthopsThatExist() throws EditRefused {
    assertThatThrownBy(() -> put(seed, "default nhid 7", Where.ADD))
        .hasMessageContaining("no nexthop 7");
    Network with =
        NexthopEdits.put(seed, words("id 7 via 10.0.0.254 dev eth0"), Optional.empty(), false);
    with = NexthopEdits.put(with, words("id 8 group 7,3"), Optional.empty(), false);
    assertThat(with.get(new NexthopKey(7)).number(NexthopAttributes.FAMILY)).isEqualTo(2);
    assertThat(with.get(new NexthopKey(8)).text(NexthopAttributes.GROUP)).isEqualTo("7,3");
    Network route = put(with, "default nhid 8", Where.ADD);
    assertThat(route.routes(group("0.0.0.0/0", 0)).getFirst().via()).isEqualTo(new Via.Nexthop(8));
  }

  @Test
  void aRuleGoesBeforeMainAndIsFoundAgainByItsWords() throws EditRefused {
    Network first = RuleEdits.add(seed, words("priority 0 table local"), Optional.empty());
    Network both = RuleEdits.add(first, words("priority 32766 table main"), Optional.empty());
    Network after = RuleEdits.add(both, words("from 10.1.0.0/16 table 7"), Optional.empty());
    RuleKey key = new RuleKey(IpFamily.IPV4, 32765, 0);
    assertThat(after.get(key).number(RuleAttributes.LOOKUP)).isEqualTo(7);
    assertThat(RuleEdits.delete(after, words("from 10.1.0.0/16"), Optional.empty()))
        .isEqualTo(both);
  }

  @Test
  void entriesThatStayAreMadeAndTakenAway() throws EditRefused {
    Network n =
        NeighbourEdits.add(seed, words("10.0.0.9 lladdr 00:16:3e:00:00:09 dev eth0"), false);
    NeighbourKey key = new NeighbourKey(Pictures.ETH0, IpAddress.parse("10.0.0.9"), false);
    assertThat(n.has(key)).isTrue();
    assertThat(NeighbourEdits.delete(n, words("10.0.0.9 dev eth0"))).isEqualTo(seed);
    String entry = "00:16:3e:00:00:09 dev vif3.0 master static";
    Network f = NeighbourEdits.forward(seed, words(entry), true, false);
    MacAddress mac = MacAddress.parse("00:16:3e:00:00:09");
    assertThat(f.has(new FdbKey(Pictures.VIF, mac, 0, false))).isTrue();
    assertThat(NeighbourEdits.forward(f, words(entry), false, false)).isEqualTo(seed);
    assertThatThrownBy(
            () -> NeighbourEdits.forward(seed, words("00:16:3e:00:00:09 dev eth0"), true, false))
        .hasMessageContaining("a port of no bridge");
  }
}
