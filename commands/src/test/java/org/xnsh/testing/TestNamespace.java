package org.xnsh.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A network namespace of a test's own: made empty (a `lo` that is down), removed at the end with
/// everything in it. Namespaces of tests that run at the same time have different names.
public final class TestNamespace implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;

  private TestNamespace(String name) {
    this.name = name;
  }

  /// Makes one; skips the test where that is not possible.
  public static TestNamespace create() {
    Peers.requireRoot();
    Peers.require("ip");
    TestNamespace made =
        new TestNamespace("xt" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    Ran.run(List.of("ip", "netns", "add", made.name)).ok();
    return made;
  }

  /// Below `/run/netns`.
  public String name() {
    return name;
  }

  public Path path() {
    return Path.of("/run/netns", name);
  }

  /// Runs a program inside; fails the test if the program fails.
  public String run(String... command) {
    return tryRun(command).ok();
  }

  /// Runs a program inside, whatever comes of it.
  public Ran tryRun(String... command) {
    return Ran.run(
        Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(command)).toList());
  }

  /// Runs `ip` inside, its words separated by blanks.
  public String ip(String words) {
    return Ran.run(
            Stream.concat(Stream.of("ip", "-n", name), Stream.of(words.trim().split(" +")))
                .toList())
        .ok();
  }

  /// Runs several lines of shell inside, in one process; the first that fails ends it.
  public String sh(String script) {
    return run("sh", "-ec", script);
  }

  /// Makes a pair of links, both down.
  public void veth(String one, String other) {
    ip("link add " + one + " type veth peer name " + other);
  }

  @Override
  public void close() {
    Ran.run(List.of("ip", "netns", "del", name)).ok();
  }
}
