package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What no undo brings back is named before the edit and after the undo, and it is all that stays.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LastingTest {

  private static final String MAC = "([0-9a-f]{2}:){5}[0-9a-f]{2}";

  @TempDir private Path folder;

  /// Each test has a bridge of its own there.
  private final SharedScene shared =
      new SharedScene(() ->
          Scene.of(
              folder,
              """
              sysctl -qw net.ipv6.conf.default.accept_dad=0
              for n in 1 2 3; do
                ip link add none$n type bridge forward_delay 0
                ip link set none$n up
              done
              ip link add fresh0 type veth peer name fresh1
              ip link add first address 02:00:00:00:0f:01 type bridge
              ip link add seg0 type veth peer name seg1
              ip nexthop add id 3 blackhole; ip route add 10.99.0.0/16 nhid 3
              ip link add ports address 02:00:00:00:0f:02 type bridge
              ip link add early0 type veth peer name early1
              ip link add late0 type veth peer name late1
              for l in early0 late0; do ip link set $l master ports; done
              """));

  @AfterAll
  void end() {
    shared.close();
  }

  @Test
  void anEmptyBridgeComesBackWithAnotherRandomAddress() throws IOException {
    shared.with(scene -> {
      String said = scene.isUndoneBut("link delete none1", "none1", MAC);
      assertThat(said).contains("none1 gets another random address");
      assertThat(scene.sh("cat /proc/net/dev")).contains("none1");
    });
  }

  @Test
  void thisIsSaidBeforeToo() throws IOException {
    shared.with(scene -> {
      scene.does("link delete none2");
      assertThat(scene.notices()).anyMatch(n -> n.contains("none2 gets another random address"));
    });
  }

  @Test
  void anEmptyBridgeLosesItsCarrierWithTheSpanningTree() throws IOException {
    shared.with(scene -> {
      String said =
          scene.isUndoneBut(
              "brctl stp none3 on",
              "none3",
              "\"NO-CARRIER\",|,\"LOWER_UP\"|\"operstate\":\"[A-Z]*\"|\"linkdown\"");
      assertThat(said).contains("none3 has no carrier from now on");
    });
  }

  @Test
  void aSettingOfIpv4ThatWasWrittenForALinkFollowsItsDefaultNoLonger() throws IOException {
    shared.with(scene -> {
      scene.does("sysctl net.ipv4.conf.fresh0.rp_filter=2");
      assertThat(scene.notices())
          .anyMatch(n -> n.contains("fresh0 keeps a rp_filter of its own from now on"));
      assertThat(scene.does("undo")).contains("follows net.ipv4.conf.default.rp_filter no longer");
      scene.does("sysctl net.ipv4.conf.default.rp_filter=1");
      assertThat(scene.sh("cd /proc/sys/net/ipv4/conf; cat fresh0/rp_filter fresh1/rp_filter"))
          .isEqualTo("0\n1\n");
      assertThat(scene.does("undo")).doesNotContain("no longer");
      assertThat(scene.sh("cd /proc/sys/net/ipv4/conf; cat fresh0/rp_filter fresh1/rp_filter"))
          .isEqualTo("0\n0\n");
    });
  }

  @Test
  void aLinkKeepsTheQueueingDisciplineThatItGotWhenItFirstCameUp() throws IOException {
    shared.with(scene -> {
      String said = scene.isUndoneBut("link set fresh0 up", "fresh0", "\"qdisc\":\"no(op|queue)\"");
      assertThat(said).contains("fresh0 keeps the queueing discipline");
    });
  }

  @Test
  void theFirstPortOfABridgeGivesItMoreSegmentsForGood() throws IOException {
    shared.with(scene -> {
      assertThat(scene.sh("ip -d link show first")).contains("tso_max_size 65536");
      scene.does("brctl addif first seg0");
      assertThat(scene.notices()).anyMatch(n -> n.contains("first keeps the larger tso_max_size"));
      scene.does("undo");
      assertThat(scene.sh("ip -d link show first")).contains("tso_max_size 524280");
      scene.does("brctl addif first seg0");
      assertThat(scene.notices()).as("the second time").isEmpty();
      scene.does("undo");
      scene.calm();
      scene.isUndone("brctl addif first seg0");
    });
  }

  @Test
  void aRouteByABlackholeNexthopComesBackAsAnOrdinaryOne() throws IOException {
    shared.with(scene -> {
      String said = scene.isUndone("route delete 10.99.0.0/16");
      assertThat(said).contains("drops what it is given only as long as nexthop 3");
      scene.does("route delete 10.99.0.0/16");
      assertThat(scene.notices()).anyMatch(n -> n.contains("only as long as nexthop 3"));
      scene.does("undo");
    });
  }

  @Test
  void aPortThatWasMadeAnewIsListedBehindTheOthers() throws IOException {
    shared.with(scene -> {
      String said = scene.isUndoneBut("link delete early0", "early0", "x^");
      assertThat(said).contains("early0 is listed behind the other ports by bridge link");
      scene.does("link delete early0");
      assertThat(scene.notices()).anyMatch(n -> n.contains("early0 is listed behind"));
      scene.does("undo");
    });
  }
}
