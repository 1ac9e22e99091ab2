package org.xnsh.bench;

/// One edit in a session that is open, by the size of the host.
final class Edits {

  private static final int WARM_UP = 200;
  private static final int ROUNDS = 30;

  private Edits() {}

  /// A port leaves its bridge and comes back: two edits, and the median of one.
  static double move(World world, WarmSession session) throws Exception {
    String port = World.port(world.ports() - 1);
    String bridge = world.bridge(world.ports() - 1);
    Times.Work both =
        () -> {
          session.run("brctl delif " + bridge + ' ' + port);
          session.run("brctl addif " + bridge + ' ' + port);
        };
    Times.of(WARM_UP / 2, both);
    return Times.of(ROUNDS, both).median() / 2;
  }

  /// A setting of a port.
  static double option(World world, WarmSession session) throws Exception {
    String port = World.port(world.ports() - 1);
    int[] hairpin = {0};
    Times.Work one =
        () ->
            session.run(
                "brctl hairpin %s %s %s"
                    .formatted(
                        world.bridge(world.ports() - 1),
                        port,
                        (hairpin[0]++ & 1) == 0 ? "on" : "off"));
    Times.of(WARM_UP, one);
    return Times.of(ROUNDS * 2, one).median();
  }

  /// An address comes and goes: the kernel takes routes with it.
  static double address(World world, WarmSession session) throws Exception {
    String bridge = world.bridge(0);
    Times.Work both =
        () -> {
          session.run("ip addr add 10.9.9.1/24 dev " + bridge);
          session.run("ip addr del 10.9.9.1/24 dev " + bridge);
        };
    Times.of(WARM_UP / 2, both);
    return Times.of(ROUNDS, both).median() / 2;
  }
}
