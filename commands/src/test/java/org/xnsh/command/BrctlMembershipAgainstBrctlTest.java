package org.xnsh.command;

import org.junit.jupiter.api.Test;

/// Ports that come and go.
final class BrctlMembershipAgainstBrctlTest extends BesideBrctl {

  @Test
  void addif() {
    compare.same(
        """
        brctl addif br1 p4
        brctl addif br1 p6
        brctl addif br2 p5
        brctl show
        brctl showmacs br1
        """);
  }

  @Test
  void addifOfSeveralInTheOrderOfTheLine() {
    compare.same(
        """
        brctl addif br1 p6 p4 p5
        brctl showmacs br1
        brctl delif br1 p4 p6
        brctl addif br1 p6 p4
        brctl delif br1 p5 p4 p6
        brctl show
        """);
  }

  @Test
  void addifOfWhatCannotBeAPort() {
    compare.same(
        """
        brctl addif br1 nosuch
        brctl addif nosuch p5
        brctl addif nosuch nosuch
        brctl addif br1 p1
        brctl addif br0 p1
        brctl addif br1 br0
        brctl addif br1 br1
        brctl addif br1 lo
        brctl addif p4 p5
        brctl addif p4 lo
        brctl addif p4 br0
        brctl addif p4 p1
        brctl addif p4 p4
        brctl addif br1 ''
        """);
  }

  @Test
  void aBridgeWithoutAddressIsNoPortForThatReason() {
    compare.same(
        """
        brctl addif br1 br3
        brctl addif p4 br3
        """);
  }

  @Test
  void aLinkThatAnotherDeviceUsesIsCalledAMember() {
    compare.same(
        """
        !ip link add mv0 link q5 type macvlan mode passthru
        brctl addif br1 q5
        brctl addif br1 mv0
        brctl delif br1 mv0
        """);
  }

  @Test
  void delif() {
    compare.same(
        """
        brctl delif br0 p1
        brctl delif br2 p3
        brctl delif br0 p1
        brctl delif br1 p2
        brctl delif br0 p2
        brctl show
        """);
  }

  @Test
  void delifOfWhatIsNoPort() {
    compare.same(
        """
        brctl delif br1 nosuch
        brctl delif nosuch p1
        brctl delif nosuch nosuch
        brctl delif br1 p1
        brctl delif br1 q1
        brctl delif p1 p1
        brctl delif p2 p1
        brctl delif br1 lo
        brctl delif br0 br0
        """);
  }

  @Test
  void aBridgeFollowsItsPorts() {
    compare.same(
        """
        brctl addbr fresh
        brctl addif fresh p6
        brctl addif fresh p4
        !ip link set p4 mtu 1400
        brctl delif fresh p4
        brctl delif fresh p6
        brctl addif br2 p6
        brctl delbr fresh
        """);
  }
}
