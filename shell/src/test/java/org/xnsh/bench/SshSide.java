package org.xnsh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A server in a namespace, and whom a key opens it for.
final class SshSide implements AutoCloseable {

  private static final int SESSIONS_OF_AN_OPERATOR = 8;
  private static final String EDITOR = "editor";
  private static final long LOOK_AGAIN_NANOS = 20_000_000;
  private static final int LOOKS = 1500;

  private final String name;
  private final World world;
  private final Process process;
  private final int port;
  private final Path key;
  private final List<String> viewers;
  private final String editor;

  private SshSide(
      String name,
      World world,
      Process process,
      int port,
      Path key,
      List<String> viewers,
      String editor) {
    this.name = name;
    this.world = world;
    this.process = process;
    this.port = port;
    this.key = key;
    this.viewers = viewers;
    this.editor = editor;
  }

  /// `xnsh serve` of this namespace; its log is synced to a disk.
  static SshSide xnsh(World world, Path folder, int sessions) throws IOException {
    Path key = key(folder.resolve("xnsh"));
    Path operators = folder.resolve("operators");
    List<String> viewers =
        IntStream.rangeClosed(0, sessions / SESSIONS_OF_AN_OPERATOR)
            .mapToObj(i -> "viewer" + i)
            .toList();
    for (String viewer : viewers) {
      operator(operators.resolve(viewer), "viewer", key);
    }
    operator(operators.resolve(EDITOR), "operator", key);
    List<String> words =
        List.of(
            Launcher.path(),
            "serve",
            "--listen",
            "127.0.0.1:2222",
            "--operators",
            operators.toString(),
            "--state",
            folder.resolve("state").toString());
    return new SshSide("xnsh", world, start(world, words), 2222, key, viewers, EDITOR).awaited();
  }

  /// OpenSSH's, with nothing that would slow it down.
  static SshSide openssh(World world, Path folder) throws IOException {
    Path key = key(folder.resolve("openssh"));
    Path host = key(folder.resolve("host"));
    Path home = Files.createDirectories(folder.resolve("home"));
    Path configuration =
        Files.write(
            folder.resolve("sshd_config"),
            List.of(
                "ListenAddress 127.0.0.1:2223",
                "HostKey " + host,
                "AuthorizedKeysFile " + key + ".pub",
                "SetEnv HOME=" + home, // root's own .bashrc may do and say anything
                "PidFile none",
                "PermitRootLogin yes",
                "StrictModes no",
                "UsePAM no",
                "UseDNS no",
                "PrintMotd no",
                "PrintLastLog no",
                "LogLevel QUIET",
                "MaxSessions 100",
                "MaxStartups 1000:30:1000"));
    Files.createDirectories(Path.of("/run/sshd"));
    List<String> words = List.of("/usr/sbin/sshd", "-D", "-f", configuration.toString());
    List<String> root = List.of("root");
    return new SshSide("sshd", world, start(world, words), 2223, key, root, "root").awaited();
  }

  private static Path key(Path file) throws IOException {
    Programs.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
    return file;
  }

  private static void operator(Path folder, String role, Path key) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(folder.resolve("role"), role + "\n");
    Files.copy(Path.of(key + ".pub"), folder.resolve("authorized_keys"));
  }

  private static Process start(World world, List<String> words) throws IOException {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", world.name()));
    all.addAll(words);
    return new ProcessBuilder(all)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Once it listens.
  private SshSide awaited() throws IOException {
    String listens = ":" + port + " "; // a JVM's is ::ffff:127.0.0.1
    for (int i = 0; i < LOOKS && process.isAlive(); i++) {
      String sockets =
          Programs.printed(List.of("ip", "netns", "exec", world.name(), "ss", "-Hltn"));
      if (sockets.contains(listens)) {
        return this;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    close();
    throw new IOException(name + " does not listen");
  }

  String name() {
    return name;
  }

  World world() {
    return world;
  }

  int port() {
    return port;
  }

  Path key() {
    return key;
  }

  List<String> viewers() {
    return viewers;
  }

  String editor() {
    return editor;
  }

  /// Of the server; programs that start others become it.
  long pid() {
    return process.pid();
  }

  /// Whether it is a JVM.
  boolean collects() {
    return !viewers.equals(List.of("root"));
  }

  /// What it and all that it started hold of the memory: what is shared is counted once.
  double megabytes() throws IOException {
    double sum = 0;
    for (ProcessHandle one :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      sum += megabytes(one.pid());
    }
    return sum;
  }

  private static double megabytes(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
          .filter(l -> l.startsWith("Pss:"))
          .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (NoSuchFileException e) {
      return 0; // it has ended
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
