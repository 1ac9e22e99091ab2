package org.xnsh.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// How many packets are lost when a vif moves to another bridge and when an uplink goes into one,
/// one a millisecond from either side, neighbours known: xnsh beside brctl and beside the steps of
/// Xen's network-bridge, in turns.
final class Outages {

  private static final int ROUNDS = 15;
  private static final int PACKETS = 900;
  private static final long LEAD_NANOS = 250_000_000;
  private static final String MINE = Yard.DOM0 + "/24";

  private static final String MOVE = "link set vif3.0 master two";
  private static final String INTO_BRIDGE =
      "begin; brctl addbr br; link set eth0 master br; address delete "
          + MINE
          + " dev eth0; address add "
          + MINE
          + " dev br; link set br up; route add default via "
          + Yard.ROUTER
          + " dev br; commit";
  private static final String RENAMED =
      "begin; link set eth0 name peth0; brctl addbr eth0; link set peth0 master eth0; address"
          + " delete "
          + MINE
          + " dev peth0; address add "
          + MINE
          + " dev eth0; link set eth0 up; route add default via "
          + Yard.ROUTER
          + " dev eth0; commit";

  private static final String MINE_SIX = Yard.DOM0_SIX + "/64";
  private static final String INTO_BRIDGE_SIX =
      "begin; brctl addbr br; link set eth0 master br; address delete "
          + MINE_SIX
          + " dev eth0; address add "
          + MINE_SIX
          + " dev br; link set br up; route delete default via "
          + Yard.ROUTER_SIX
          + " dev eth0; route add default via "
          + Yard.ROUTER_SIX
          + " dev br; commit";

  /// As careful as can be: the address goes first, and nobody asks whether somebody else has it.
  private static final String BATCH_SIX =
      """
      link add name br type bridge
      link set dev br up
      addr add %1$s dev br nodad
      addr del %1$s dev eth0
      route replace default via %2$s dev br
      link set eth0 master br
      """
          .formatted(MINE_SIX, Yard.ROUTER_SIX);

  /// network-bridge of Xen 3.2 to 4.4 where there is no ifup.
  private static final String SCRIPT =
      """
      brctl addbr tmpbridge; brctl stp tmpbridge off; brctl setfd tmpbridge 0
      ip addr add %1$s dev tmpbridge; ip route del default; ip route del 10.66.0.0/24 dev eth0
      ip link set eth0 down; ip addr flush eth0
      ip link set eth0 name peth0; ip link set tmpbridge name eth0
      ip link set peth0 down; ip addr flush peth0; ip link set peth0 up; brctl addif eth0 peth0
      ip addr flush eth0; ip addr add %1$s dev eth0; ip link set eth0 up
      ip route add default via %2$s
      """
          .formatted(MINE, Yard.ROUTER);

  private interface Doing {
    void in(Yard yard, WarmSession session) throws IOException;
  }

  /// @param inside the namespace that the one sends from, and whom to
  private record Scene(
      String what, String inside, String outwards, String inwards, Doing ours, Doing peer) {

    boolean isSix() {
      return outwards.indexOf(':') >= 0;
    }

    /// An address of IPv6 is taken for good after up to two seconds (RFC 4862, 5.4).
    int packets() {
      return isSix() && inside.isEmpty() ? PACKETS + 2500 : PACKETS;
    }
  }

  private static final List<Scene> SCENES =
      List.of(
          new Scene(
              "a vif to another bridge / brctl delif && addif",
              "g",
              Yard.BEYOND,
              Yard.GUEST,
              (_, session) -> session.run(MOVE),
              (yard, _) ->
                  yard.run("sh", "-c", "brctl delif one vif3.0 && brctl addif two vif3.0")),
          new Scene(
              "a vif to another bridge / ip link set master",
              "g",
              Yard.BEYOND,
              Yard.GUEST,
              (_, session) -> session.run(MOVE),
              (yard, _) -> yard.run("ip", "link", "set", "vif3.0", "master", "two")),
          new Scene(
              "an uplink into a bridge / network-bridge",
              "",
              Yard.OUTSIDE,
              Yard.DOM0,
              (_, session) -> session.run(INTO_BRIDGE),
              (yard, _) -> yard.run("sh", "-ec", SCRIPT)),
          new Scene(
              "the same and renamed, by the router / network-bridge",
              "",
              "192.0.2.9",
              Yard.DOM0,
              (_, session) -> session.run(RENAMED),
              (yard, _) -> yard.run("sh", "-ec", SCRIPT)),
          new Scene(
              "IPv6: a vif to another bridge / brctl delif && addif",
              "g",
              Yard.BEYOND_SIX,
              Yard.GUEST_SIX,
              (_, session) -> session.run(MOVE),
              (yard, _) ->
                  yard.run("sh", "-c", "brctl delif one vif3.0 && brctl addif two vif3.0")),
          new Scene(
              "IPv6: an uplink into a bridge / ip -batch, nodad",
              "",
              Yard.OUTSIDE_SIX,
              Yard.DOM0_SIX,
              (_, session) -> session.run(INTO_BRIDGE_SIX),
              (yard, _) ->
                  yard.run(
                      "ip", "-6", "-batch", Programs.file(BATCH_SIX.lines().toList()).toString())));

  private Outages() {}

  /// @param arguments what a scene's name has to hold, for a few of them only
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Report report = new Report(out);
    measure(report, out, List.of(arguments));
    report.print();
  }

  static void measure(Report report, PrintStream out) throws IOException {
    measure(report, out, List.of());
  }

  private static void measure(Report report, PrintStream out, List<String> words)
      throws IOException {
    for (Scene scene : SCENES) {
      if (!words.stream().allMatch(scene.what()::contains)) {
        continue;
      }
      List<Integer> oursOut = new ArrayList<>();
      List<Integer> oursIn = new ArrayList<>();
      List<Integer> peerOut = new ArrayList<>();
      List<Integer> peerIn = new ArrayList<>();
      round(scene, scene.ours(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < ROUNDS; i++) {
        round(scene, scene.ours(), oursOut, oursIn);
        round(scene, scene.peer(), peerOut, peerIn);
      }
      out.println("    rounds: " + oursOut + oursIn + " beside " + peerOut + peerIn);
      report.add(row(scene.what() + ", from inside", oursOut, peerOut));
      report.add(row(scene.what() + ", from outside", oursIn, peerIn));
    }
  }

  private static Row row(String what, List<Integer> ours, List<Integer> peer) {
    return new Row("lost: " + what, 1, median(ours), median(peer), "packets", "", true).atMost(0);
  }

  private static void round(Scene scene, Doing doing, List<Integer> out, List<Integer> in)
      throws IOException {
    Path state = StateOn.MEMORY.folder();
    try (Yard yard = scene.isSix() ? Yard.withSix() : Yard.build();
        WarmSession session = WarmSession.in(yard.dom0(), state)) {
      session.run("show links");
      Path inside = yard.place(scene.inside());
      Path outside = yard.place("o");
      Probe.start(inside, outside, scene.outwards(), 3).lost();
      Probe.start(outside, inside, scene.inwards(), 3).lost();
      Probe outwards = Probe.start(inside, outside, scene.outwards(), scene.packets());
      Probe inwards = Probe.start(outside, inside, scene.inwards(), scene.packets());
      LockSupport.parkNanos(LEAD_NANOS);
      doing.in(yard, session);
      out.add(outwards.lost());
      in.add(inwards.lost());
    } finally {
      StateOn.remove(state);
    }
  }

  private static double median(List<Integer> counts) {
    List<Integer> sorted = new ArrayList<>(counts);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
