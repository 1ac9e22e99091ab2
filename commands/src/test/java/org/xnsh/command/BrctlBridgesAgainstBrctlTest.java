package org.xnsh.command;

import org.junit.jupiter.api.Test;

/// Bridges that come and go.
final class BrctlBridgesAgainstBrctlTest extends BesideBrctl {

  @Test
  void addbr() {
    compare.same(
        """
        brctl addbr fresh
        brctl addbr fresh
        brctl addbr br0
        brctl addbr p1
        brctl addbr lo
        brctl addbr exactlyfifteen1
        brctl show
        """);
  }

  @Test
  void addbrWithNumbersThatTheKernelChooses() {
    compare.same(
        """
        brctl addbr br%d
        brctl addbr br%d
        brctl addbr %d
        brctl addbr x%dy
        brctl addbr exactlyfifte%d
        brctl addbr x%dy%d
        brctl addbr x%s
        brctl addbr eth%%
        brctl addbr 100%
        brctl show
        """);
  }

  @Test
  void addbrWithNamesThatTheKernelRefuses() {
    compare.same(
        """
        brctl addbr ''
        brctl addbr .
        brctl addbr ..
        brctl addbr a/c
        brctl addbr a:c
        brctl addbr 'a c'
        brctl addbr abcdefghijklmü
        brctl show
        """);
  }

  @Test
  void delbr() {
    compare.same(
        """
        brctl delbr nosuch
        brctl delbr p1
        brctl delbr lo
        brctl delbr br0
        brctl delbr br2
        brctl delbr br3
        brctl delbr ''
        !ip link set br0 down
        brctl delbr br0
        brctl show
        """);
  }
}
