package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnsh.shell.Xnsh.Ended;
import org.xnsh.testing.Peers;

/// The command lines of the article that the project began with, typed in the lab that has its
/// world; its scripts line by line, with their variables filled in.
final class SeedTest {

  private static final String MARK = "show rules | count";

  /// `create_bridge` of xen-network-common.sh.
  private static final List<String> CREATE_BRIDGE =
      List.of(
          "brctl addbr xenbr9",
          "brctl stp xenbr9 off",
          "brctl setfd xenbr9 0",
          "sysctl -w \"net.bridge.bridge-nf-call-arptables=0\"",
          "sysctl -w \"net.bridge.bridge-nf-call-ip6tables=0\"",
          "sysctl -w \"net.bridge.bridge-nf-call-iptables=0\"",
          "ip link set xenbr9 arp off",
          "ip link set xenbr9 multicast off",
          "ip link set xenbr9 mtu 68",
          "ip link set xenbr9 up",
          "ip link set xenbr9 mtu 1500");

  /// The body of `op_start` in network-bridge, for eth1 and a pair that stands for netloop's.
  private static final List<String> OP_START =
      List.of(
          "ip link add veth9 type veth peer name vif0.9",
          "ip link show eth1 | grep 00:1a:64",
          "ip link set eth1 down",
          "ip addr flush eth1",
          "ip link set eth1 name peth9",
          "ip link set veth9 name eth1",
          "ip link set peth9 down",
          "ip link set peth9 arp off",
          "ip link set peth9 multicast off",
          "ip link set peth9 addr fe:ff:ff:ff:ff:ff",
          "ip addr flush peth9",
          "ip link set vif0.9 down",
          "ip link set vif0.9 arp off",
          "ip link set vif0.9 multicast off",
          "ip link set vif0.9 addr fe:ff:ff:ff:ff:ff",
          "ip addr flush vif0.9",
          "ip link set eth1 addr 00:1a:64:2e:51:d2 arp on",
          "ip link set xenbr9 up",
          "brctl addif xenbr9 vif0.9",
          "ip link set vif0.9 up",
          "ip link set peth9 up",
          "brctl addif xenbr9 peth9",
          "ip link set eth1 up",
          "ip addr add 192.168.1.10/24 brd 192.168.1.255 dev eth1");

  private static final List<String> LOOKS =
      List.of(
          "brctl show",
          "show links",
          "show addresses | grep ' inet '",
          "show routes | grep -v fe80");

  private static List<String> lines(List<List<String>> parts) {
    List<String> lines = new ArrayList<>();
    for (List<String> part : parts) {
      lines.add(MARK);
      lines.addAll(part);
    }
    return lines;
  }

  private static List<String> answers(List<String> lines) {
    Ended ended = Xnsh.inLab().reading(String.join("\n", lines)).run("--lab", "-f", "-");
    assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
    return List.of(ended.out().split("(?m)^5\n", -1));
  }

  @Test
  void itsListingsAreReadAsItReadsThem() {
    List<String> answers =
        answers(
            lines(
                List.of(
                    List.of("brctl show | grep xenbr0 ; ip link show | grep xenbr0"),
                    List.of("brctl show"),
                    List.of(
                        "brctl delif test vif3.0 && brctl addif virbr0 vif3.0 && brctl show"))));
    assertThat(answers.get(1))
        .startsWith("xenbr0\t\t8000.feffffffffff\tno\t\tpeth0\n")
        .containsPattern("xenbr0 +bridge +up +fe:ff:ff:ff:ff:ff +1500 +noarp");
    assertThat(answers.get(2))
        .contains("test\t\t8000.feffffffffff\tno\t\tpeth1\n\t\t\t\t\t\t\tvif0.1\n");
    assertThat(answers.get(3))
        .contains("virbr0\t\t8000.", "\tyes\t\tvif3.0\n")
        .doesNotContain("\t\t\t\t\t\t\tvif3.0\n");
  }

  @Test
  void theRoutedModesSettingsAreWrittenAndTakenBack() {
    List<String> read =
        List.of(
            "sysctl net.ipv4.ip_forward net.ipv4.conf.eth0.proxy_arp net.ipv4.conf.eth1.forwarding");
    List<String> answers =
        answers(
            lines(
                List.of(
                    read,
                    List.of(
                        "echo 1 > /proc/sys/net/ipv4/ip_forward",
                        "echo 1 > /proc/sys/net/ipv4/conf/eth0/proxy_arp"),
                    read,
                    List.of("undo > /dev/null", "undo > /dev/null"),
                    read)));
    String off =
        """
        net.ipv4.ip_forward = 0
        net.ipv4.conf.eth0.proxy_arp = 0
        net.ipv4.conf.eth1.forwarding = 0
        """;
    assertThat(answers.get(1)).isEqualTo(off);
    assertThat(answers.get(3)).isEqualTo(off.replace("= 0", "= 1"));
    assertThat(answers.get(5)).isEqualTo(off);
  }

  @Test
  void itsScriptsRunLineByLineAndUndoLeavesNothingOfThem() {
    Peers.require("ip");
    List<String> edits = new ArrayList<>(CREATE_BRIDGE);
    edits.addAll(OP_START);
    List<String> undos = new ArrayList<>();
    edits.stream()
        .filter(e -> !e.contains("show"))
        .forEach(_ -> undos.add("undo > /dev/null 2>&1 || show rules | head 0"));
    List<String> answers =
        answers(lines(List.of(LOOKS, edits, List.of("brctl show xenbr9"), undos, LOOKS)));
    assertThat(answers.get(3))
        .contains("xenbr9\t\t8000.feffffffffff\tno\t\tpeth9\n\t\t\t\t\t\t\tvif0.9");
    assertThat(answers.get(5)).isEqualTo(answers.get(1));
  }
}
