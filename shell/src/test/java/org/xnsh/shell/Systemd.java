package org.xnsh.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Waiting;

/// The real systemd as the first process of namespaces of its own (processes, mounts, cgroups),
/// with no unit but those that somebody asks for. It touches nothing of the machine's.
final class Systemd implements AutoCloseable {

  private static final Path MANAGER = Path.of("/lib/systemd/systemd");
  private static final Path UNIFIED =
      Stream.of("/sys/fs/cgroup/unified", "/sys/fs/cgroup")
          .map(Path::of)
          .filter(p -> Files.isWritable(p.resolve("cgroup.procs")))
          .findFirst()
          .orElse(Path.of("/nowhere"));

  /// Its environment keeps it from all units of the machine. A `/run` that is no mount it would
  /// mount over.
  private static final String BOOT =
      """
      mount --make-rprivate / && umount -R /sys/fs/cgroup &&
      mount -t cgroup2 cgroup2 /sys/fs/cgroup && mount --rbind /run /run &&
      mount -t tmpfs tmpfs /run/systemd &&
      mkdir /run/systemd/system &&
      printf '[Unit]\\nDefaultDependencies=no\\n' >/run/systemd/system/xnsh-test.target &&
      exec env container=other SYSTEMD_UNIT_PATH=/run/systemd/system \
        %s --system --unit=xnsh-test.target --log-target=console --show-status=no
      """
          .formatted(MANAGER);

  private final Path cgroup;
  private final Process parent;

  private Systemd(Path cgroup, Process parent) {
    this.cgroup = cgroup;
    this.parent = parent;
  }

  /// @param folder where it logs
  static Systemd start(Path folder) throws IOException {
    Peers.requireRoot();
    Peers.require("systemd-run", "systemctl", "unshare", "nsenter", "mount", "umount", "env");
    if (!Files.isExecutable(MANAGER) || !Files.isDirectory(UNIFIED)) {
      Peers.missing("there is no systemd, or no unified cgroup to run it in");
    }
    Files.createDirectories(Path.of("/run/systemd"));
    Path cgroup =
        Files.createDirectory(UNIFIED.resolve("xnsh-systemd-" + ProcessHandle.current().pid()));
    Path log = folder.resolve("systemd");
    Process parent =
        new ProcessBuilder(
                "sh",
                "-c",
                "echo 0 >\"$0\"/cgroup.procs && exec unshare --pid --fork --mount --mount-proc"
                    + " --cgroup sh -c \"$1\"",
                cgroup.toString(),
                BOOT)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Systemd systemd = new Systemd(cgroup, parent);
    try {
      Waiting.until(() -> !parent.isAlive() || systemd.isReady(), () -> "systemd does not come up");
    } catch (AssertionError e) {
      parent.destroyForcibly();
    }
    if (!systemd.isReady()) {
      systemd.close();
      Peers.missing("systemd does not run in namespaces here: " + Files.readString(log));
    }
    return systemd;
  }

  private boolean isReady() {
    return parent
        .children()
        .anyMatch(p -> Files.exists(Path.of("/proc/" + p.pid() + "/root/run/systemd/private")));
  }

  /// The words that run a program where it is the manager.
  List<String> within(String... words) {
    long first = parent.children().findFirst().orElseThrow().pid();
    List<String> all =
        new ArrayList<>(
            List.of("nsenter", "--target", Long.toString(first), "--mount", "--pid", "--cgroup"));
    all.addAll(List.of(words));
    return all;
  }

  /// Ends all that one of its units holds, if it is there.
  void kill(String unit) {
    Path folder = cgroup.resolve("system.slice").resolve(unit);
    try {
      if (Files.exists(folder)) {
        Files.writeString(folder.resolve("cgroup.kill"), "1");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its units that run.
  List<String> scopes() {
    try (Stream<Path> units = Files.list(cgroup.resolve("system.slice"))) {
      return units.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".scope")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// The end of the first process is the end of all others.
  @Override
  public void close() throws IOException {
    parent.descendants().forEach(ProcessHandle::destroyForcibly);
    parent.destroyForcibly();
    Waiting.until(this::isGone, () -> "a cgroup of systemd stays");
  }

  private boolean isGone() {
    if (!Files.exists(cgroup)) {
      return true;
    }
    try (Stream<Path> folders = Files.walk(cgroup)) {
      for (Path folder :
          folders.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(folder);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
