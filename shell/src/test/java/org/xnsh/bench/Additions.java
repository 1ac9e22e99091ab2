package org.xnsh.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// All ports onto their bridges: as a transaction each, from a script that is given to a process of
/// its own, against as many processes of brctl; and as one transaction against one batch of ip.
final class Additions {

  /// Ports that join before any are timed: a session that has run for a while has compiled what it
  /// does.
  private static final int WARM_UP = 4096;

  private Additions() {}

  static void measure(World world, PeerShell peer, Report report) throws Exception {
    int rounds = Math.clamp(400 / world.ports(), 1, 25);
    for (StateOn on : StateOn.values()) {
      Row each =
          pair(
                  world,
                  rounds,
                  () -> {},
                  () -> script(world, on, single(world)),
                  () -> brctl(world, peer))
              .row("N addif in N transactions (" + on.word() + ") / N brctl", world.ports());
      // where a few processes are all there is to save, the start of a JVM costs more than they do
      boolean mayWin = on == StateOn.MEMORY && world.ports() >= 256;
      report.add(mayWin ? each.atMostTimes(1) : each);
      Path state = on.folder();
      try (WarmSession session = WarmSession.in(world, state)) {
        for (int i = 0; i < WARM_UP / world.ports(); i++) {
          world.detach();
          lines(session, whole(world));
        }
        Row warm =
            pair(
                    world,
                    rounds,
                    session::look,
                    () -> lines(session, single(world)),
                    () -> brctl(world, peer))
                .row("... in an open session (" + on.word() + ") / N brctl", world.ports());
        report.add(on == StateOn.MEMORY ? warm.atMostTimes(1) : warm);
        Row one =
            pair(
                    world,
                    rounds,
                    session::look,
                    () -> lines(session, whole(world)),
                    () -> batch(world))
                .row("N addif in 1 transaction (" + on.word() + ") / ip -batch", world.ports());
        report.add(on == StateOn.MEMORY ? one.atMostTimes(1) : one);
        if (on == StateOn.MEMORY) {
          Floor floor = Floor.of(world, session.host().picture());
          report.add(
              pair(world, rounds, () -> {}, floor::run, () -> batch(world))
                  .row("... of which the kernel itself / ip -batch", world.ports()));
        }
      } finally {
        StateOn.remove(state);
      }
    }
    world.attach();
  }

  /// Each round begins with free ports; taking them off the bridges is not timed.
  ///
  /// @param ready not timed either: an open session looks at the host before it shows its prompt,
  ///   and so has heard of what the peers did before the line is typed
  private static Pair pair(
      World world, int rounds, Times.Work ready, Times.Work xnsh, Times.Work peer)
      throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      world.detach();
      theirs.add(Times.once(peer));
      world.detach();
      ready.run();
      ours.add(Times.once(xnsh));
    }
    return new Pair(new Times(ours), new Times(theirs));
  }

  private static List<String> single(World world) {
    List<String> lines = new ArrayList<>();
    for (int port = 0; port < world.ports(); port++) {
      lines.add("brctl addif " + world.bridge(port) + ' ' + World.port(port));
    }
    return lines;
  }

  /// One line of one command: one transaction. A bridge's ports follow each other.
  private static List<String> whole(World world) {
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < world.ports(); ) {
      String bridge = world.bridge(first);
      StringJoiner line = new StringJoiner(" ").add("brctl addif").add(bridge);
      while (first < world.ports() && world.bridge(first).equals(bridge)) {
        line.add(World.port(first++));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static void script(World world, StateOn on, List<String> lines) throws Exception {
    Path state = on.folder();
    String file = Programs.file(lines).toString();
    Programs.run(
        List.of(Launcher.path(), "--netns", world.name(), "--state", state.toString(), "-f", file));
    StateOn.remove(state);
  }

  private static void lines(WarmSession session, List<String> lines) throws Exception {
    for (String line : lines) {
      session.run(line);
    }
  }

  private static void brctl(World world, PeerShell peer) throws Exception {
    peer.run("sh -e " + Programs.file(single(world)));
  }

  private static void batch(World world) throws Exception {
    world.attach();
  }
}
