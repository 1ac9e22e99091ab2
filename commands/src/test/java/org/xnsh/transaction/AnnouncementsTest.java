package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Session;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// What the others on the wire know right after a transaction, though nobody has spoken since.
class AnnouncementsTest {

  private static final String BRIDGE_MAC = "02:00:00:00:00:77";

  @TempDir private Path folder;
  private final TestNamespace host = TestNamespace.create();
  private final TestNamespace outside = TestNamespace.create();
  private final TestNamespace guest = TestNamespace.create();

  @BeforeEach
  void wire() {
    host.sh(
        "ip link add eth0 type veth peer name out0 netns "
            + outside.name()
            + "; ip link add vif3.0 type veth peer name eth0 netns "
            + guest.name()
            + "; ip link set eth0 up; ip link set vif3.0 up; ip addr add 10.9.0.1/24 dev eth0;"
            + " ip addr add 2001:db8::1/64 nodad dev eth0");
    outside.sh(
        "ip link set out0 up; ip addr add 10.9.0.2/24 dev out0;"
            + " ip addr add 2001:db8::2/64 nodad dev out0");
  }

  @AfterEach
  void end() {
    guest.close();
    outside.close();
    host.close();
  }

  private void awaitSeen(TestNamespace where, String command, String what) {
    Waiting.until(
        () -> where.sh(command).contains(what), () -> what + " is not in " + where.sh(command));
  }

  /// What somebody asks for may be lost before a carrier is seen: they ask until a bridge of the
  /// host knows them.
  private void awaitHeard(TestNamespace asking, String address, String bridge, String entry) {
    Waiting.until(
        () -> {
          asking.sh("ping -c1 -W1 " + address + " || :");
          return host.sh("bridge fdb show br " + bridge).contains(entry);
        },
        () -> entry + " is not in " + host.sh("bridge fdb show br " + bridge));
  }

  @Test
  void neighboursLearnWhereAnAddressIsNow() throws IOException {
    host.sh("ip link add lan0 address " + BRIDGE_MAC + " type bridge; ip link set lan0 up");
    String old = host.run("cat", "/sys/class/net/eth0/address").strip();
    outside.sh(
        "ip neigh replace 10.9.0.1 lladdr %s nud stale dev out0; ip neigh replace 2001:db8::1 lladdr %s nud stale dev out0"
            .formatted(old, old));
    try (Session session = Session.in(host, folder)) {
      session
          .type(
              "begin; link set eth0 master lan0; address delete 10.9.0.1/24 dev eth0; address delete"
                  + " 2001:db8::1/64 dev eth0; address add 10.9.0.1/24 dev lan0; address add"
                  + " 2001:db8::1/64 dev lan0; commit")
          .ok();
      awaitSeen(outside, "ip neigh show 10.9.0.1", BRIDGE_MAC);
      awaitSeen(outside, "ip neigh show 2001:db8::1", BRIDGE_MAC);
      session.type("undo").ok();
      awaitSeen(outside, "ip neigh show 10.9.0.1", old);
      awaitSeen(outside, "ip neigh show 2001:db8::1", old);
    }
  }

  @Test
  void bridgesLearnWhereASilentGuestIsNow() throws IOException {
    host.sh(
        "ip link add one type bridge; ip link add two type bridge; ip link set one up; ip link set"
            + " two up; ip link add cable1 type veth peer name cable2; ip link set cable1 master"
            + " one up; ip link set cable2 master two up; ip link set vif3.0 master one");
    String mac = guest.run("cat", "/sys/class/net/eth0/address").strip();
    guest.sh("ip link set eth0 up; ip addr add 10.8.0.3/24 dev eth0");
    awaitHeard(guest, "10.8.0.9", "two", mac + " dev cable2");
    guest.sh("ip addr flush dev eth0; echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6");
    try (Session session = Session.in(host, folder)) {
      session.type("link set vif3.0 master two").ok();
      awaitSeen(host, "bridge fdb show br two", mac + " dev vif3.0");
      awaitSeen(host, "bridge fdb show br one", mac + " dev cable1");
    }
  }

  @Test
  void anUplinkThatMovesSpeaksForNobodyBehindIt() throws IOException {
    host.sh(
        "ip link add one type bridge; ip link add two type bridge; ip link set one up; ip link set"
            + " two up; ip link set eth0 master one; ip link set vif3.0 master two");
    guest.sh("ip link set eth0 up");
    String mac = outside.run("cat", "/sys/class/net/out0/address").strip();
    awaitHeard(outside, "10.9.0.77", "one", mac + " dev eth0");
    outside.sh("ip link set out0 arp off; echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6");
    try (Session session = Session.in(host, folder)) {
      session.type("link set eth0 master two").ok();
      assertThat(host.sh("bridge fdb show br two")).doesNotContain(mac);
    }
  }
}
