package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Session;
import org.xnsh.testing.TestNamespace;

/// The show family on a kernel, with names and aliases as an enemy would choose them.
final class ShowOnKernelTest {

  /// An escape that sets the terminal's title, a line break, a C1 control, a sign that turns text.
  private static final String EVIL_ALIAS = "\u001b]0;owned\u0007\nfake line\u009b31m\u202eend";

  private static final String EVIL_NAME = "v\u001b[31mx";

  private static final List<String> LOOKS =
      List.of(
          "show bridges",
          "show bridge br1",
          "show ports",
          "show links",
          "show vifs",
          "show domains",
          "show addresses",
          "show routes",
          "show routes table all",
          "show nexthops",
          "show rules",
          "show neighbours",
          "show fdb",
          "show sysctls",
          "show sysctls v0",
          "show health",
          "link show",
          "ip -d link show",
          "ip -br link",
          "ip -j link",
          "ip -j addr show",
          "bridge link",
          "bridge fdb show",
          "address show",
          "route show",
          "nexthop show",
          "rule show",
          "neighbour show",
          "brctl show",
          "brctl showmacs br1",
          "brctl showstp br1",
          "log",
          "help",
          "help show");

  @TempDir private static Path folder;
  private static TestNamespace namespace;
  private static Session session;

  @BeforeAll
  static void open() throws IOException {
    Peers.require("bridge");
    namespace = TestNamespace.create();
    namespace.sh(
        """
        ip link set lo up
        ip link add br1 type bridge
        ip link add v0 address 02:00:00:00:00:01 type veth peer name w0
        ip link add v1 address 02:00:00:00:00:02 type veth peer name w1
        ip link set v0 master br1
        for l in br1 v0 w0 v1 w1; do ip link set $l up; done
        ip addr add 10.1.0.1/24 brd + dev br1
        ip addr add 10.2.0.1/24 dev v1
        ip route add 10.9.0.0/16 nexthop via 10.1.0.9 weight 3 nexthop via 10.2.0.9
        ip nexthop add id 7 via 10.2.0.7 dev v1
        ip nexthop add id 8 via 10.2.0.8 dev v1
        ip nexthop add id 9 group 7,2/8
        ip route add 10.8.0.0/16 nhid 7
        ip route add 10.7.0.0/16 nhid 9
        ip rule add fwmark 0x10 from 10.1.0.0/16 iif v1 table 77 pref 100
        ip neigh add 10.1.0.77 lladdr 00:16:3e:00:00:77 dev br1
        bridge fdb add 00:16:3e:00:00:99 dev v0 master static
        bridge mdb add dev br1 port v0 grp 239.1.1.1 permanent
        """);
    namespace.run("ip", "link", "set", "v0", "alias", EVIL_ALIAS);
    namespace.run("ip", "link", "set", "w0", "down");
    namespace.run("ip", "link", "set", "w0", "name", EVIL_NAME);
    namespace.run("ip", "link", "set", EVIL_NAME, "up");
    session = Session.in(namespace, folder);
    session.type("brctl setpathcost br1 v0 7").ok();
  }

  @AfterAll
  static void close() {
    if (session != null) {
      session.close();
    }
    if (namespace != null) {
      namespace.close();
    }
  }

  @Test
  void aBridgeIsShownWithAllThatStandsOnItAndItsPorts() {
    String tree = session.type("show bridge br1").ok();
    assertThat(tree)
        .containsPattern("(?s)uplinks\\s+v0 +up")
        .containsPattern("(?s)bridge\\s+configured.*forward_delay +1500.*in force.*bridge_id +8000")
        .containsPattern("(?s)addresses\\s+10\\.1\\.0\\.1/24 +scope global")
        .containsPattern(
            "10\\.9\\.0\\.0/16 +10\\.1\\.0\\.9 dev br1 weight 3, 10\\.2\\.0\\.9 dev v1")
        .containsPattern("(?s)permanent neighbours\\s+10\\.1\\.0\\.77 .*00:16:3e:00:00:77")
        .containsPattern("(?s)permanent multicast groups\\s+239\\.1\\.1\\.1 +on v0")
        .containsPattern("(?s)ports\\s+v0\\s.*configured.*cost +7.*state +forwarding")
        .containsPattern("(?s)static forwarding entries\\s.*00:16:3e:00:00:99 +bridge's");
  }

  @Test
  void aBridgeAsJsonNestsWhatTheTextIndents() {
    JsonObject bridge =
        JsonParser.parseString(session.type("show bridge br1 | json").ok()).getAsJsonObject();
    JsonObject port = bridge.getAsJsonObject("ports").getAsJsonObject("v0");
    assertThat(port.getAsJsonObject("configured").get("cost").getAsString()).isEqualTo("7");
    assertThat(bridge.getAsJsonObject("bridge").getAsJsonObject("in_force").has("bridge_id"))
        .isTrue();
  }

  @Test
  void routesTellWaysWeightsAndWhatNexthopsStandFor() {
    assertThat(session.type("show routes").ok().lines())
        .anyMatch(l ->
            l.matches(
                "10.9.0.0/16 +10.1.0.9 dev br1 weight 3, 10.2.0.9 dev v1 weight 1 +br1 v1 .*"))
        .anyMatch(l -> l.matches("10.8.0.0/16 +nexthop 7: 10.2.0.7 dev v1 +v1 .*"))
        .anyMatch(l ->
            l.matches(
                "10.7.0.0/16 +nexthop 9: 10.2.0.7 dev v1 weight 2 \\(7\\), 10.2.0.8 dev v1 weight 1"
                    + " \\(8\\) +v1 .*"));
    assertThat(session.type("show routes dev v1").ok()).contains("10.8.0.0/16", "10.7.0.0/16");
    assertThat(session.type("show nexthops").ok().lines())
        .anyMatch(l -> l.matches(" *7 +10.2.0.7 dev v1 +v1 .* 1 *"));
    assertThat(session.type("show nexthops 9").ok().lines()).hasSize(2);
    assertThat(session.type("show nexthops 99").exit()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void rulesStandInTheKernelsOrderWithTheirWords() {
    List<String> rules = session.type("show rules").ok().lines().toList();
    assertThat(rules.get(1)).matches("ipv4 +0 +all +lookup local.*");
    assertThat(rules.get(2)).matches("ipv4 +100 +10.1.0.0/16 +v1 +0x10 +lookup 77.*");
    assertThat(rules).anyMatch(l -> l.startsWith("ipv6"));
  }

  @Test
  void everyLookGivesOneJsonDocument() {
    for (String look : LOOKS) {
      for (String text :
          List.of(session.type(look + " | json").ok(), session.typeForJson(look).ok())) {
        JsonElement document = JsonParser.parseString(text);
        assertThat(document.isJsonArray() || document.isJsonObject()).as(look).isTrue();
        if (!look.equals("show vifs") && !look.equals("show domains")) {
          boolean empty =
              document instanceof JsonArray a ? a.isEmpty() : document.getAsJsonObject().isEmpty();
          assertThat(empty).as(look).isFalse();
        }
      }
    }
  }

  @Test
  void noNameOrAliasReachesTheTerminalRaw() {
    for (String look : LOOKS) {
      for (String typed : List.of(look, look + " | grep v", look + " | json")) {
        assertThat(session.type(typed).ok())
            .as(typed)
            .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e")
            .doesNotContainPattern("(?m)^fake line");
      }
      assertThat(session.typeForJson(look).ok()).as(look).doesNotContain("\u001b", "\u009b");
    }
    assertThat(session.type("show links v0").ok()).contains("\\x1b]0;owned\\x07\\x0afake line");
  }

  @Test
  void ipsOwnOptionForJsonGivesADocumentToo() {
    JsonArray links =
        JsonParser.parseString(session.type("ip -j link show v0").ok()).getAsJsonArray();
    assertThat(links).hasSize(1);
  }

  private static String newest() {
    return JsonParser.parseString(session.type("log | json").ok())
        .getAsJsonArray()
        .get(0)
        .getAsJsonObject()
        .get("no")
        .getAsString();
  }

  @Test
  void whatWasChangedSinceIsAConflictForTheUndoOfTheFirst() {
    session.type("link set v1 alias one").ok();
    String number = newest();
    session.type("link set v1 alias two").ok();
    Session.Said undo = session.type("undo " + number);
    assertThat(undo.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(undo.err()).contains("v1 was changed since: alias");
    session.type("undo").ok();
    assertThat(session.type("undo " + number).exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void anAliasComesBackFromJsonAsItIs() {
    JsonArray links =
        JsonParser.parseString(session.typeForJson("show links v0").ok()).getAsJsonArray();
    assertThat(links.get(0).getAsJsonObject().get("alias").getAsString()).isEqualTo(EVIL_ALIAS);
  }

  @Test
  void errorsAndNotesAndTheLogShowSuchNamesEscapedToo() {
    String typed = session.type("brctl addif br1 vx").err();
    assertThat(typed).contains("vx");
    int evil =
        Integer.parseInt(namespace.run("cat", "/sys/class/net/" + EVIL_NAME + "/ifindex").strip());
    session.type("link set v0 alias harmless").ok();
    String number = newest();
    session.type("link set v1 master br1").ok();
    assertThat(session.transactions().picture().nameOf(evil)).isEqualTo(EVIL_NAME);
    for (var said : List.of(session.type("undo"), session.type("undo"), session.type("log"))) {
      assertThat(said.out() + said.err()).doesNotContain("\u001b", "\u009b");
    }
    assertThat(session.type("log show " + number).ok())
        .contains("\\x1b]0;owned")
        .doesNotContain("\u001b");
  }
}
