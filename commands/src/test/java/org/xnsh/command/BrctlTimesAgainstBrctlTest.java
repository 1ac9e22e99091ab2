package org.xnsh.command;

import org.junit.jupiter.api.Test;

/// Times of bridges: what is read as a number, which the kernel takes, and what it makes of them.
final class BrctlTimesAgainstBrctlTest extends BesideBrctl {

  @Test
  void setfd() {
    compare.same(
        """
        brctl setfd br0 4
        brctl setfd br0 4.567
        brctl setfd br0 0.009
        brctl setfd br0 0
        brctl setfd br0 100
        brctl setfd br0 -1
        brctl setfd br0 -0.001
        brctl setfd br0 1e2
        brctl setfd br0 0x10
        brctl setfd br0 0x1p4
        brctl setfd br0 .5
        brctl setfd br0 5.
        brctl setfd br0 ' 7'
        brctl setfd br0 +7
        brctl setfd br0 ''
        brctl setfd br0 five
        brctl setfd br0 42949672
        brctl setfd br0 42949672.95
        brctl setfd br0 4294967
        brctl setfd br0 4.29
        brctl setfd br0 15
        brctl setfd nosuch 5
        brctl setfd p1 5
        brctl setfd lo 5
        brctl setfd nosuch five
        brctl setfd br0 5 7
        brctl setfd br0 0x1p4
        brctl setfd br0 0x1.8
        brctl setfd br0 x5
        brctl setfd br0 .
        brctl setfd br0 0x
        brctl setfd br2 7
        """);
  }

  @Test
  void setfdWithTheSpanningTree() {
    compare.same(
        """
        brctl setfd br3 0
        brctl stp br3 on
        brctl setfd br3 1
        brctl setfd br3 1.999
        brctl setfd br3 2
        brctl setfd br3 30
        brctl setfd br3 30.01
        brctl setfd br3 31
        brctl setfd br3 1e9
        brctl stp br3 off
        brctl setfd br3 0.5
        """);
  }

  @Test
  void sethello() {
    compare.same(
        """
        brctl sethello br0 3
        brctl sethello br0 0.5
        brctl sethello br0 0
        brctl sethello br0 1
        brctl sethello br0 10
        brctl sethello br0 10.01
        brctl sethello br0 11
        brctl sethello br0 1.234
        brctl sethello br0 x
        brctl sethello nosuch 2
        brctl sethello p1 2
        brctl sethello br1 0.99
        """);
  }

  @Test
  void setmaxage() {
    compare.same(
        """
        brctl setmaxage br0 6
        brctl setmaxage br0 5.99
        brctl setmaxage br0 40
        brctl setmaxage br0 41
        brctl setmaxage br0 7.777
        brctl setmaxage br0 x
        brctl setmaxage br0 0
        brctl setmaxage nosuch 9
        brctl setmaxage p1 9
        brctl setmaxage br1 5
        """);
  }

  @Test
  void setageing() {
    compare.same(
        """
        brctl setageing br0 0
        brctl setageing br0 60
        brctl setageing br0 0.004
        brctl setageing br0 0.005
        brctl setageing br0 0.014
        brctl setageing br0 1.999
        brctl setageing br0 -5
        brctl setageing br0 1000000
        brctl setageing br0 10000000
        brctl setageing br0 x
        brctl setageing nosuch 9
        brctl setageing p1 9
        brctl setageing br0 300
        """);
  }

  @Test
  void timesAreCutToTicksOfTheKernel() {
    compare.same(
        """
        brctl setfd br0 4.29
        brctl setfd br0 4.29
        brctl sethello br0 1.234
        brctl setmaxage br0 7.777
        brctl setageing br0 0.01
        brctl setageing br0 1.999
        """);
  }
}
