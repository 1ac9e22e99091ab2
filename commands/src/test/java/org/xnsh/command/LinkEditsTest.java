package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.transaction.EditRefused;

final class LinkEditsTest {

  private final Network seed = Pictures.seed();

  private Network set(String words) throws EditRefused {
    return LinkWords.set(seed, List.of(words.split(" ")));
  }

  @Test
  void severalWordsInOneLineAreOneEdit() throws EditRefused {
    Network after = set("eth0 mtu 1400 down alias uplink arp off txqueuelen 500 name peth0");
    var is = after.get(new LinkKey(Pictures.ETH0));
    assertThat(is.number(LinkAttributes.MTU)).isEqualTo(1400);
    assertThat(is.isOn(LinkAttributes.UP)).isFalse();
    assertThat(is.text(LinkAttributes.ALIAS)).isEqualTo("uplink");
    assertThat(is.get(LinkAttributes.ARP)).contains(false);
    assertThat(is.number(LinkAttributes.QUEUE_LENGTH)).isEqualTo(500);
    assertThat(after.linkNamed("peth0")).hasValue(Pictures.ETH0);
    assertThat(after.linkNamed("eth0")).isEmpty();
  }

  @Test
  void theLinkMayStandBehindTheWordsAsIpAllows() throws EditRefused {
    assertThat(set("mtu 1400 dev eth0")).isEqualTo(set("eth0 mtu 1400"));
  }

  @Test
  void masterMovesAPortFromOneBridgeToAnotherAndLeavesItsOptionsBehind() throws EditRefused {
    Network costly = set("vif3.0 type bridge_slave cost 7 hairpin on");
    PortKey port = new PortKey(Pictures.VIF);
    assertThat(costly.get(port).number(PortAttributes.COST)).isEqualTo(7);
    Network after = LinkWords.set(costly, List.of("vif3.0", "master", "virbr0"));
    assertThat(after.ports(Pictures.TEST)).isEmpty();
    assertThat(after.ports(Pictures.VIRBR0)).containsExactly(Pictures.VIF);
    assertThat(after.get(port).get(PortAttributes.HAIRPIN)).contains(false);
  }

  @Test
  void aBridgesAddressAndMtuStickOnceSet() throws EditRefused {
    Network after = set("test address 02:00:00:00:00:02 mtu 1500");
    var link = after.get(new LinkKey(Pictures.TEST));
    assertThat(link.get(LinkAttributes.MAC)).contains(MacAddress.parse("02:00:00:00:00:02"));
    assertThat(link.isOn(LinkAttributes.MAC_PINNED)).isTrue();
    assertThat(after.get(new BridgeKey(Pictures.TEST)).isOn(BridgeAttributes.MTU_PINNED)).isTrue();
  }

  @Test
  void bridgeOptionsAreTheKernelsHundredths() throws EditRefused {
    Network after = set("test type bridge stp_state 1 forward_delay 1500 vlan_protocol 802.1ad");
    var is = after.get(new BridgeKey(Pictures.TEST));
    assertThat(is.number(BridgeAttributes.STP_STATE)).isEqualTo(1);
    assertThat(is.number(BridgeAttributes.FORWARD_DELAY)).isEqualTo(1500);
    assertThat(is.number(BridgeAttributes.VLAN_PROTOCOL)).isEqualTo(0x88a8);
  }

  @Test
  void whatIsNotKnownIsRefusedWithWhatIs() {
    assertThatThrownBy(() -> set("eth0 speed 9"))
        .isInstanceOfSatisfying(
            EditRefused.class,
            e -> {
              assertThat(e).hasMessageContaining("speed");
              assertThat(e.hint()).contains("mtu", "master");
            });
    assertThatThrownBy(() -> set("test type bridge colour 1"))
        .isInstanceOfSatisfying(EditRefused.class, e -> assertThat(e.hint()).contains("stp_state"));
    assertThatThrownBy(() -> set("nix up")).hasMessage("there is no link 'nix'");
    assertThatThrownBy(() -> set("eth0 mtu 20")).hasMessageContaining("cannot have an MTU of 20");
    assertThatThrownBy(() -> set("eth0 address 01:00:00:00:00:01"))
        .hasMessageContaining("cannot be a link's address");
    assertThatThrownBy(() -> set("eth0 name vif3.0")).hasMessageContaining("exists already");
    assertThatThrownBy(() -> set("test master virbr0")).hasMessageContaining("is a bridge");
    assertThatThrownBy(() -> set("eth0 master vif3.0")).hasMessageContaining("is no bridge");
    assertThatThrownBy(() -> set("eth0 type bridge_slave cost 1"))
        .hasMessageContaining("a port of no bridge");
  }

  @Test
  void aNewPairOfVethsNamesEachOther() throws EditRefused {
    Network after =
        LinkEdits.add(seed, new WordReader(List.of("a", "type", "veth", "peer", "name", "b")));
    int a = after.linkNamed("a").orElseThrow();
    int b = after.linkNamed("b").orElseThrow();
    assertThat(a).isNegative();
    assertThat(b).isNegative();
    assertThat(after.get(new LinkKey(a)).number(LinkAttributes.LOWER)).isEqualTo(b);
    Network gone = LinkEdits.delete(after, new WordReader(List.of("b")));
    assertThat(gone).isEqualTo(seed);
  }

  @Test
  void aNewBridgeTakesItsOptionsAtOnceAndGoesAgainWithItsPorts() throws EditRefused {
    Network after =
        LinkEdits.add(seed, new WordReader(List.of("br9", "type", "bridge", "stp_state", "1")));
    int bridge = after.linkNamed("br9").orElseThrow();
    assertThat(after.get(new BridgeKey(bridge)).number(BridgeAttributes.STP_STATE)).isEqualTo(1);
    Network moved = LinkWords.set(after, List.of("vif3.0", "master", "br9"));
    Network gone = LinkEdits.delete(moved, new WordReader(List.of("br9")));
    assertThat(gone.ports(bridge)).isEmpty();
    assertThat(gone.linkNamed("br9")).isEmpty();
    assertThat(gone.linkNamed("vif3.0")).hasValue(Pictures.VIF);
    assertThatThrownBy(() -> LinkEdits.delete(seed, new WordReader(List.of("eth0"))))
        .hasMessageContaining("undo could not make it again");
  }
}
