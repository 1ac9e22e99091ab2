package org.xnsh.host.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xnsh.network.IpAddress;
import org.xnsh.path.Connection;

/// The SSH connection that the session of this process comes by. sshd tells it in SSH_CONNECTION;
/// sudo takes that away, and then the sockets of the sshd among the ancestors tell. tmux and screen
/// have a server that is nobody's child: there only the variable tells, which tmux renews when
/// somebody attaches.
public final class SshSession {

  /// OpenSSH calls its processes sshd, since 9.8 also sshd-session.
  private static final String SERVER = "sshd";

  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)]");
  private static final String ESTABLISHED = "01";

  private final Path proc;

  SshSession(Path proc) {
    this.proc = proc;
  }

  /// @param namespace the network that is edited, as a file of nsfs: a connection that comes over
  ///   another one cannot be cut there
  public static Optional<Connection> of(Map<String, String> environment, Path namespace) {
    return new SshSession(Path.of("/proc")).find(environment, namespace);
  }

  Optional<Connection> find(Map<String, String> environment, Path namespace) {
    Optional<Path> server = server();
    Path over = server.orElse(proc.resolve("self")).resolve("ns/net");
    if (!isSame(over, namespace)) {
      return Optional.empty();
    }
    return told(environment.getOrDefault("SSH_CONNECTION", "")).or(() -> server.flatMap(this::of));
  }

  /// `PEER PORT LOCAL PORT`.
  private static Optional<Connection> told(String text) {
    String[] word = text.split(" ", -1);
    return word.length == 4 ? Connection.of(word[0], word[2]) : Optional.empty();
  }

  /// An ordinary user may not look where root's sshd is; it is taken to be here then.
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return true;
    }
  }

  /// The nearest ancestor that is an sshd.
  private Optional<Path> server() {
    Path process = proc.resolve("self");
    for (Optional<Long> parent = parent(process);
        parent.isPresent() && parent.get() > 0;
        parent = parent(process)) {
      process = proc.resolve(parent.get().toString());
      if (line(process.resolve("comm")).startsWith(SERVER)) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> parent(Path process) {
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      return lines
          .filter(l -> l.startsWith("PPid:"))
          .map(l -> Long.valueOf(l.substring("PPid:".length()).strip()))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String line(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /// The connection comes first; sockets of forwarded ports are opened later.
  private Optional<Connection> of(Path server) {
    List<String> sockets = sockets(server);
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(f -> rows(server.resolve(f)).stream())
        .filter(r -> sockets.contains(r[9]) && r[3].equals(ESTABLISHED))
        .min(Comparator.comparingInt(r -> sockets.indexOf(r[9])))
        .flatMap(r -> Connection.of(address(r[2]), address(r[1])));
  }

  /// Inodes, in the order of the descriptors.
  private static List<String> sockets(Path server) {
    try (Stream<Path> descriptors = Files.list(server.resolve("fd"))) {
      List<String> inodes = new ArrayList<>();
      descriptors
          .sorted(Comparator.comparingInt(d -> Integer.parseInt(d.getFileName().toString())))
          .forEach(d -> inode(d).ifPresent(inodes::add));
      return inodes;
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static Optional<String> inode(Path descriptor) {
    try {
      Matcher socket = SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
      return socket.matches() ? Optional.of(socket.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String[]> rows(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines.skip(1).map(l -> l.strip().split(" +", -1)).filter(r -> r.length > 9).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /// `CC909080:0016`: each word of four bytes in this machine's order, which is the small end first
  /// wherever Xen runs.
  private static String address(String text) {
    String hex = text.substring(0, text.indexOf(':'));
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int word = 0; word + 4 <= bytes.length; word += 4) {
      byte first = bytes[word];
      byte second = bytes[word + 1];
      bytes[word] = bytes[word + 3];
      bytes[word + 1] = bytes[word + 2];
      bytes[word + 2] = second;
      bytes[word + 3] = first;
    }
    return IpAddress.of(bytes).toString();
  }
}
