package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.Prefix;
import org.xnsh.transaction.EditRefused;

final class AddressEditsTest {

  private final Network seed = Pictures.seed();

  private static Network add(Network network, String words) throws EditRefused {
    return AddressEdits.add(network, List.of(words.split(" ")), 1000);
  }

  private static Network delete(Network network, String words) throws EditRefused {
    return AddressEdits.delete(network, List.of(words.split(" ")));
  }

  @Test
  void anAddressGetsWhatIpAndTheKernelWouldGiveIt() throws EditRefused {
    Network after = add(seed, "192.168.1.20/24 brd + dev eth0");
    AddressKey key =
        new AddressKey(Pictures.ETH0, Prefix.parse("192.168.1.20/24"), Optional.empty());
    assertThat(after.get(key).get(AddressAttributes.BROADCAST))
        .contains(IpAddress.parse("192.168.1.255"));
    assertThat(after.get(key).text(AddressAttributes.LABEL)).isEqualTo("eth0");
    assertThat(after.get(key).get(AddressAttributes.SCOPE)).contains(0L);
  }

  @Test
  void lifetimesCountFromNowAndThePreferredOneIsNeverTheLonger() throws EditRefused {
    Network after = add(seed, "fd00::1/64 dev eth0 valid_lft 60 nodad noprefixroute metric 5");
    AddressKey key = after.addresses(Pictures.ETH0, IpFamily.IPV6).getFirst();
    assertThat(after.get(key).number(AddressAttributes.VALID_UNTIL)).isEqualTo(1060);
    assertThat(after.get(key).number(AddressAttributes.PREFERRED_UNTIL)).isEqualTo(1060);
    assertThat(after.get(key).isOn(AddressAttributes.NO_DAD)).isTrue();
    assertThat(after.get(key).isOn(AddressAttributes.NO_PREFIX_ROUTE)).isTrue();
    assertThat(after.get(key).number(AddressAttributes.METRIC)).isEqualTo(5);
  }

  @Test
  void aPeerGivesThePrefixItsLength() throws EditRefused {
    Network after = add(seed, "10.0.0.1 peer 10.0.0.2/30 dev eth0 scope link label eth0:1");
    AddressKey key = after.addresses(Pictures.ETH0, IpFamily.IPV4).getFirst();
    assertThat(key.local()).isEqualTo(Prefix.parse("10.0.0.1/30"));
    assertThat(key.peer()).contains(IpAddress.parse("10.0.0.2"));
    assertThat(after.get(key).text(AddressAttributes.LABEL)).isEqualTo("eth0:1");
    assertThat(after.get(key).number(AddressAttributes.SCOPE)).isEqualTo(253);
  }

  @Test
  void anAddressIsTakenAwayWithAndWithoutItsLength() throws EditRefused {
    Network two = add(add(seed, "10.0.0.1/24 dev eth0"), "10.0.0.2/24 dev eth0");
    assertThat(delete(two, "10.0.0.2 dev eth0")).isEqualTo(delete(two, "10.0.0.2/24 dev eth0"));
    assertThat(delete(delete(two, "10.0.0.1/24 dev eth0"), "10.0.0.2/24 dev eth0")).isEqualTo(seed);
    assertThatThrownBy(() -> delete(two, "10.0.0.2/25 dev eth0"))
        .isInstanceOfSatisfying(
            EditRefused.class, e -> assertThat(e.hint()).contains("10.0.0.1/24, 10.0.0.2/24"));
    assertThatThrownBy(() -> add(two, "10.0.0.1/24 dev eth0")).hasMessageContaining("already");
    assertThatThrownBy(() -> add(seed, "10.0.0.1/24")).hasMessageContaining("no link is named");
  }

  @Test
  void flushTakesThoseThatFit() throws EditRefused {
    Network all = add(add(seed, "10.0.0.1/24 dev eth0"), "fd00::1/64 dev eth0");
    List<String> words = List.of("dev", "eth0");
    assertThat(AddressEdits.flush(all, words, Optional.empty())).isEqualTo(seed);
    Network six = AddressEdits.flush(all, words, Optional.of(IpFamily.IPV4));
    assertThat(six.addresses(Pictures.ETH0, IpFamily.IPV4)).isEmpty();
    assertThat(six.addresses(Pictures.ETH0, IpFamily.IPV6)).hasSize(1);
  }
}
