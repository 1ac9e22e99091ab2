package org.xnsh.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.SysctlAttributes;

class DifferenceTextTest {

  private static final LinkKey LINK = new LinkKey(7);

  @Test
  void oddCharactersOfAnAliasSurvive() {
    for (String alias :
        List.of("", "%", "a = b -> c", "line\nline\r\t\0", "\u00a0\u2028\ud83d\ude00", "\ud800x")) {
      Attributes before = link("v%0");
      Attributes after = before.with(LinkAttributes.ALIAS, alias);
      Network one = Network.EMPTY.with(LINK, before);
      Network two = Network.EMPTY.with(LINK, after).with(sysctl(), value("4096\t131072 6291456"));
      assertRoundTrip(Difference.between(one, two));
      assertRoundTrip(Difference.between(two, one));
      assertRoundTrip(Difference.between(Network.EMPTY, two));
    }
  }

  @Test
  void ordersSurviveAlsoWhereOneSideIsEmpty() {
    AddressKey first = new AddressKey(7, Prefix.parse("10.0.0.1/24"), Optional.empty());
    AddressKey second = new AddressKey(7, Prefix.parse("10.0.0.2/24"), Optional.empty());
    Network both =
        Network.EMPTY
            .with(first, Attributes.none(ObjectKind.ADDRESS))
            .with(second, Attributes.none(ObjectKind.ADDRESS));
    assertRoundTrip(Difference.between(Network.EMPTY, both));
    assertRoundTrip(Difference.between(both, Network.EMPTY));
    assertRoundTrip(
        Difference.between(both, both.withAddressOrder(7, IpFamily.IPV4, List.of(second, first))));
  }

  @Test
  void stepsSurvive() {
    List<Step> steps =
        List.of(
            new Step.Create(new LinkKey(-1), link("b0")),
            new Step.Delete(LINK, Attributes.none(ObjectKind.LINK)),
            Step.Set.of(LINK, LinkAttributes.ALIAS, "a = %\n"),
            new Step.Set(LINK, LinkAttributes.MASTER, Optional.empty()),
            new Step.Settle(LINK));
    assertThat(StepText.parse(StepText.write(steps))).isEqualTo(steps);
  }

  private static void assertRoundTrip(Difference difference) {
    List<String> lines = DifferenceText.write(difference);
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    assertThat(DifferenceText.parse(lines)).isEqualTo(difference);
  }

  private static Attributes link(String name) {
    return Attributes.none(ObjectKind.LINK).with(LinkAttributes.NAME, new LinkName(name));
  }

  private static SysctlKey sysctl() {
    return new SysctlKey(0, "net/ipv4/tcp_rmem");
  }

  private static Attributes value(String text) {
    return Attributes.none(ObjectKind.SYSCTL).with(SysctlAttributes.VALUE, text);
  }
}
