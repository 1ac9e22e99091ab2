package org.xnsh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Three namespaces on one wire: a guest, its dom0 with two bridges and an uplink, and a host
/// outside. The bridges are cabled to each other, so that a vif is reached in either; the second
/// uplink `eth0` has dom0's own address and is in no bridge yet.
final class Yard implements AutoCloseable {

  static final String DOM0 = "10.66.0.1";
  static final String OUTSIDE = "10.66.0.2";
  static final String GUEST = "10.66.1.3";
  static final String BEYOND = "10.66.1.2";
  static final String ROUTER = "10.66.0.254";

  static final String DOM0_SIX = "fd66::1";
  static final String OUTSIDE_SIX = "fd66::2";
  static final String GUEST_SIX = "fd67::3";
  static final String BEYOND_SIX = "fd67::2";
  static final String ROUTER_SIX = "fd66::254";

  private final String name = "xnshyard" + ProcessHandle.current().pid();

  private Yard() {}

  /// With IPv6, too. Nobody waits for what these addresses turn out to be.
  static Yard withSix() throws IOException {
    Yard yard = build();
    for (String namespace : List.of("", "g", "o")) {
      yard.in(
          namespace,
          "sh",
          "-c",
          "for f in default lo one two vif3.0 eth0 eth1 out0 out1; do"
              + " f=/proc/sys/net/ipv6/conf/$f; [ ! -d $f ] ||"
              + " { echo 0 >$f/accept_ra; echo 0 >$f/disable_ipv6; }; done");
    }
    yard.batch(
        "",
        List.of(
            "addr add " + DOM0_SIX + "/64 dev eth0 nodad",
            "route add default via " + ROUTER_SIX + " dev eth0"));
    yard.batch("g", List.of("addr add " + GUEST_SIX + "/64 dev eth0 nodad"));
    yard.batch(
        "o",
        List.of(
            "addr add " + OUTSIDE_SIX + "/64 dev out0 nodad",
            "addr add " + ROUTER_SIX + "/64 dev out0 nodad",
            "addr add " + BEYOND_SIX + "/64 dev out1 nodad"));
    return yard;
  }

  static Yard build() throws IOException {
    Yard yard = new Yard();
    for (String namespace : List.of("", "g", "o")) {
      Programs.run("ip", "netns", "add", yard.name + namespace);
      yard.in(namespace, "sh", "-c", "echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6");
    }
    String out = yard.name + "o";
    yard.batch(
        "",
        List.of(
            "link set lo up",
            "link add vif3.0 type veth peer name eth0 netns " + yard.name + "g",
            "link add eth0 type veth peer name out0 netns " + out,
            "link add eth1 type veth peer name out1 netns " + out,
            "link add one type bridge",
            "link add two type bridge",
            "link add cable1 type veth peer name cable2",
            "link set cable1 master one up",
            "link set cable2 master two up",
            "link set vif3.0 address fe:ff:ff:ff:ff:ff master one up",
            "link set eth1 master one up",
            "link set one up",
            "link set two up",
            "link set eth0 up",
            "addr add " + DOM0 + "/24 dev eth0",
            "route add default via " + ROUTER));
    yard.batch("g", List.of("addr add " + GUEST + "/24 dev eth0", "link set eth0 up"));
    yard.batch(
        "o",
        List.of(
            "addr add " + OUTSIDE + "/24 dev out0",
            "addr add " + ROUTER + "/24 dev out0",
            "addr add " + BEYOND + "/24 dev out1",
            "addr add 192.0.2.9/32 dev out0",
            "link set out0 up",
            "link set out1 up"));
    return yard;
  }

  Path dom0() {
    return place("");
  }

  /// A namespace: "" is dom0, `g` the guest, `o` outside.
  Path place(String namespace) {
    return Path.of("/run/netns", name + namespace);
  }

  /// A program in dom0.
  void run(String... command) throws IOException {
    in("", command);
  }

  private List<String> words(String namespace, List<String> command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name + namespace));
    words.addAll(command);
    return words;
  }

  private void in(String namespace, String... command) throws IOException {
    Programs.run(words(namespace, List.of(command)));
  }

  private void batch(String namespace, List<String> lines) throws IOException {
    Programs.run("ip", "-n", name + namespace, "-batch", Programs.file(lines).toString());
  }

  @Override
  public void close() throws IOException {
    for (String namespace : List.of("", "g", "o")) {
      Programs.run("ip", "netns", "del", name + namespace);
    }
  }
}
