package org.xnsh.command;

import org.junit.jupiter.api.Test;

/// What brctl says of lines that it cannot take, and of itself.
final class BrctlUsageAgainstBrctlTest extends BesideBrctl {

  @Test
  void helpAndVersion() {
    compare.same(
        """
        brctl
        brctl -h
        brctl --help
        brctl --h
        brctl -V
        brctl --version
        brctl --ver
        brctl show br0 -h
        brctl addbr fresh --version
        """);
  }

  @Test
  void unknownOptions() {
    compare.same(
        """
        brctl -x
        brctl --x
        brctl --help=3
        brctl -xh
        brctl --
        """);
  }

  @Test
  void unknownSubcommands() {
    compare.same(
        """
        brctl nonsense
        brctl nonsense br0
        brctl SHOW
        brctl sho
        brctl ''
        brctl addbridge br0
        """);
  }

  @Test
  void missingArguments() {
    compare.same(
        """
        brctl addbr
        brctl delbr
        brctl addif
        brctl addif br0
        brctl delif
        brctl delif br0
        brctl hairpin
        brctl hairpin br0
        brctl hairpin br0 p1
        brctl setageing
        brctl setageing br0
        brctl setbridgeprio
        brctl setbridgeprio br0
        brctl setfd
        brctl setfd br0
        brctl sethello
        brctl sethello br0
        brctl setmaxage
        brctl setmaxage br0
        brctl setpathcost
        brctl setpathcost br0
        brctl setpathcost br0 p1
        brctl setportprio
        brctl setportprio br0
        brctl setportprio br0 p1
        brctl showmacs
        brctl showstp
        brctl stp
        brctl stp br0
        """);
  }

  @Test
  void furtherArgumentsAreIgnored() {
    compare.same(
        """
        brctl addbr fresh other
        brctl delbr fresh other
        brctl setfd br0 5 7
        brctl setpathcost br0 p1 9 11
        brctl hairpin br0 p1 on off
        brctl stp br3 on off
        brctl showmacs br1 br0
        brctl showstp nosuch br0
        """);
  }

  @Test
  void optionsEndAtTwoDashes() {
    compare.same(
        """
        brctl -- show br1
        brctl show -- br1
        brctl setfd br0 -- 5
        brctl setbridgeprio br0 -- -1
        brctl setfd br0 -5
        """);
  }
}
