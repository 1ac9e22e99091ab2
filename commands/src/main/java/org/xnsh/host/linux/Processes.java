package org.xnsh.host.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xnsh.network.IpAddress;
import org.xnsh.path.Connection;

/// What /proc tells of processes: their ancestors, terminals and connections. What may not be read
/// counts as nothing.
final class Processes {

  /// OpenSSH calls its processes sshd, since 9.8 also sshd-session.
  private static final String SSH_SERVER = "sshd";

  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)]");
  private static final Pattern TERMINAL =
      Pattern.compile("/dev/(pts/[0-9]+|tty[0-9]+|ttyS[0-9]+|hvc[0-9]+)");
  private static final String ESTABLISHED = "01";

  /// Whatever the processes are, it ends.
  private static final int MOST_ANCESTORS = 64;

  private static final int MOST_DESCRIPTORS = 4096;

  /// Pseudo terminals have the major numbers 136 to 143, a million each (tty_nr of proc(5)).
  private static final int FIRST_MAJOR = 136;

  private static final int MAJORS = 8;

  /// The machine's own consoles: `tty1`, from minor 64 on `ttyS0`, and Xen's `hvc0`.
  private static final int CONSOLES = 4;

  private static final int SERIAL = 64;
  private static final int XEN_CONSOLES = 229;

  private final Path proc;

  Processes(Path proc) {
    this.proc = proc;
  }

  Path self() {
    return proc.resolve("self");
  }

  /// The nearest first.
  List<Path> ancestorsOf(Path process) {
    List<Path> ancestors = new ArrayList<>();
    Optional<Long> parent = parent(process);
    while (parent.isPresent() && parent.get() > 0 && ancestors.size() < MOST_ANCESTORS) {
      Path next = proc.resolve(parent.get().toString());
      ancestors.add(next);
      parent = parent(next);
    }
    return ancestors;
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

  boolean isSshServer(Path process) {
    return text(process.resolve("comm")).startsWith(SSH_SERVER);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /// What a process was started with.
  Map<String, String> environment(Path process) {
    Map<String, String> environment = new HashMap<>();
    for (String pair : text(process.resolve("environ")).split("\0", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        environment.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return environment;
  }

  /// The terminals that a process has open: `pts/3`.
  Set<String> terminals(Path process) {
    Set<String> terminals = new LinkedHashSet<>();
    for (Path target : open(process)) {
      Matcher terminal = TERMINAL.matcher(target.toString());
      if (terminal.matches()) {
        terminals.add(terminal.group(1));
      }
    }
    return terminals;
  }

  /// The processes that have one of these as their controlling terminal.
  List<Path> at(Set<String> terminals) {
    if (terminals.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> processes = Files.list(proc)) {
      return processes
          .filter(p -> Character.isDigit(p.getFileName().toString().charAt(0)))
          .filter(p -> terminal(p).filter(terminals::contains).isPresent())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /// `PID (NAME) STATE PPID PGRP SESSION TTY …`; the name may hold spaces and brackets.
  Optional<String> terminal(Path process) {
    String stat = text(process.resolve("stat"));
    String[] field = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (field.length < 5) {
      return Optional.empty();
    }
    int device = Integer.parseInt(field[4]);
    int major = device >> 8 & 0xfff;
    int minor = device & 0xff | device >>> 12 & 0xfff00;
    if (major >= FIRST_MAJOR && major < FIRST_MAJOR + MAJORS) {
      return Optional.of("pts/" + ((major - FIRST_MAJOR << 20) + minor));
    }
    return switch (major) {
      case CONSOLES -> Optional.of(minor < SERIAL ? "tty" + minor : "ttyS" + (minor - SERIAL));
      case XEN_CONSOLES -> Optional.of("hvc" + minor);
      default -> Optional.empty();
    };
  }

  /// The connection that an sshd serves. It comes first; sockets of forwarded ports are opened
  /// later.
  Optional<Connection> connection(Path server) {
    List<String> sockets = sockets(server);
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(f -> rows(server.resolve(f)).stream())
        .filter(r -> sockets.contains(r[9]) && r[3].equals(ESTABLISHED))
        .min(Comparator.comparingInt(r -> sockets.indexOf(r[9])))
        .flatMap(r -> Connection.of(address(r[2]), address(r[1])));
  }

  /// Inodes, in the order of the descriptors.
  private static List<String> sockets(Path server) {
    List<String> inodes = new ArrayList<>();
    for (Path target : open(server)) {
      Matcher socket = SOCKET.matcher(target.toString());
      if (socket.matches()) {
        inodes.add(socket.group(1));
      }
    }
    return inodes;
  }

  /// What a process has open, in the order of the descriptors.
  private static List<Path> open(Path process) {
    List<Path> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      descriptors
          .limit(MOST_DESCRIPTORS)
          .sorted(Comparator.comparingInt(d -> Integer.parseInt(d.getFileName().toString())))
          .forEach(d -> target(d).ifPresent(open::add));
    } catch (IOException | UncheckedIOException e) {
      return open;
    }
    return open;
  }

  private static Optional<Path> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor));
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
