package org.xnsh.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What a guest can do to xnsh by sending frames: nothing, since nobody listens for forwarding
/// entries.
final class UnderFlood {

  private static final int RATE = 5_000;
  private static final int SECONDS = 4;
  private static final long PAUSE = 100_000_000;

  private UnderFlood() {}

  static void measure(World world, WarmSession session, Report report) throws Exception {
    double calm = cpu(session, SECONDS);
    long before = session.host().resyncs();
    Process flood = start(world);
    double flooded = cpu(session, SECONDS);
    if (flood.waitFor() != 0) {
      throw new IOException("the flood failed");
    }
    session.run("brctl show");
    int bridge = session.host().picture().bridges().getFirst();
    int learned = session.host().fdb(bridge).size();
    report.add(
        new Row(
            "CPU of a session under a flood / without",
            world.ports(),
            flooded,
            calm,
            "ms/s",
            "",
            true));
    report.add(
        Row.alone(
            "forwarding entries a second", world.ports(), learned / (double) SECONDS, "learned"));
    report.add(
        Row.alone(
                "resyncs under it",
                world.ports(),
                (double) (session.host().resyncs() - before),
                "resyncs")
            .atMost(0));
  }

  private static Process start(World world) throws IOException {
    // Alone in their namespace but for lo, the guests' ends have its next numbers.
    String index = "$(cat /sys/class/net/" + World.guest(0) + "/ifindex)";
    String java = ProcessHandle.current().info().command().orElseThrow();
    String line =
        "exec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' %s %s %d %d"
            .formatted(
                java,
                System.getProperty("java.class.path"),
                Flood.class.getName(),
                index,
                RATE,
                SECONDS);
    return new ProcessBuilder(List.of("ip", "netns", "exec", world.guests(), "sh", "-c", line))
        .inheritIO()
        .start();
  }

  /// Milliseconds of CPU that this process takes a second, looking ten times.
  private static double cpu(WarmSession session, int seconds) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      session.run("brctl show");
      LockSupport.parkNanos(PAUSE);
    }
    return (system.getProcessCpuTime() - before) / 1e6 / ((System.nanoTime() - start) / 1e9);
  }
}
