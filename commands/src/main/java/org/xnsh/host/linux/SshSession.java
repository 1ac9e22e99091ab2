package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;

/// The SSH connections that the session of this process comes by. sshd tells its own in
/// SSH_CONNECTION; sudo takes that away, and then the sockets of the sshd among the ancestors tell.
///
/// tmux and screen have a server that is nobody's child and outlives its sessions. It has the
/// terminals open of all who are attached; what runs at these has its sshd among its ancestors, and
/// each of these connections counts. With nobody attached it is the one that the session was begun
/// by, which its operator will come back by.
///
/// Who is attached may change: it is looked up when it is asked for, and at most every few seconds.
public final class SshSession {

  private static final Duration GOOD = Duration.ofSeconds(3);

  /// How many processes at terminals are looked at.
  private static final int MOST = 256;

  private final Processes processes;
  private final Map<String, String> environment;
  private final Path namespace;
  private final LongSupplier clock;
  private final AtomicReference<Optional<Found>> found = new AtomicReference<>(Optional.empty());

  private record Found(long at, Access access) {}

  SshSession(
      Processes processes, Map<String, String> environment, Path namespace, LongSupplier clock) {
    this.processes = processes;
    this.environment = Map.copyOf(environment);
    this.namespace = namespace;
    this.clock = clock;
  }

  /// @param namespace the network that is edited, as a file of nsfs: a connection that comes over
  ///   another one cannot be cut there
  public static SshSession of(Map<String, String> environment, Path namespace) {
    return new SshSession(
        new Processes(Path.of("/proc")), environment, namespace, System::nanoTime);
  }

  public Access access() {
    long now = clock.getAsLong();
    return found
        .updateAndGet(last ->
            last.filter(f -> now - f.at() < GOOD.toNanos())
                .or(() -> Optional.of(new Found(now, Access.of(find())))))
        .map(Found::access)
        .orElse(Access.NONE);
  }

  List<Connection> find() {
    return of(processes.self(), environment, new HashSet<>()).stream().distinct().toList();
  }

  /// What a process is reached by, as its nearest ancestor tells that is an sshd or has other
  /// terminals open. The server of screen is a child of who began it, as long as they stay, and so
  /// has their sshd among its ancestors: it comes before that. Those who are attached may be so
  /// from within another one.
  private List<Connection> of(Path process, Map<String, String> told, Set<Path> seen) {
    Optional<String> own = processes.terminal(process);
    for (Path ancestor : processes.ancestorsOf(process)) {
      if (processes.isSshServer(ancestor)) {
        return isHere(ancestor)
            ? told(told).or(() -> processes.connection(ancestor)).stream().toList()
            : List.of();
      }
      Set<String> others = new LinkedHashSet<>(processes.terminals(ancestor));
      own.ifPresent(others::remove);
      List<Path> attached = processes.at(others);
      if (!attached.isEmpty()) {
        return ofAll(attached, seen);
      }
    }
    return isHere(process) ? told(told).stream().toList() : List.of();
  }

  private List<Connection> ofAll(List<Path> attached, Set<Path> seen) {
    List<Connection> connections = new ArrayList<>();
    for (Path one : attached) {
      if (seen.add(one) && seen.size() <= MOST) {
        connections.addAll(of(one, processes.environment(one), seen));
      }
    }
    return connections;
  }

  /// `PEER PORT LOCAL PORT`.
  private static Optional<Connection> told(Map<String, String> environment) {
    String[] word = environment.getOrDefault("SSH_CONNECTION", "").split(" ", -1);
    return word.length == 4 ? Connection.of(word[0], word[2]) : Optional.empty();
  }

  /// An ordinary user may not look where root's sshd is; it is taken to be here then.
  private boolean isHere(Path process) {
    try {
      return Files.isSameFile(process.resolve("ns/net"), namespace);
    } catch (IOException e) {
      return true;
    }
  }
}
