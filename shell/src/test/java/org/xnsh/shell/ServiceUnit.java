package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xnsh.testing.Ran;

/// What the unit file in the repository says, with its drop-ins.
final class ServiceUnit {

  private static final Path FOLDER =
      Stream.of("systemd", "shell/systemd")
          .map(Path::of)
          .filter(p -> p.toFile().isDirectory())
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();

  private final Map<String, List<String>> settings = new LinkedHashMap<>();

  static ServiceUnit of(String... names) throws IOException {
    ServiceUnit unit = new ServiceUnit();
    for (String name : names) {
      unit.read(path(name));
    }
    return unit;
  }

  static Path path(String name) {
    return FOLDER.resolve(name);
  }

  /// An empty value forgets the ones before; others come together.
  private void read(Path file) throws IOException {
    String section = "";
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("[")) {
        section = line;
      } else if (section.equals("[Service]") && !line.startsWith("#") && line.contains("=")) {
        String name = line.substring(0, line.indexOf('='));
        String value = line.substring(line.indexOf('=') + 1);
        List<String> values = settings.computeIfAbsent(name, _ -> new ArrayList<>());
        if (value.isEmpty()) {
          values.clear();
        } else {
          values.add(value);
        }
      }
    }
  }

  Iterable<String> names() {
    return settings.keySet();
  }

  /// Its last value, or the empty text.
  String value(String name) {
    List<String> values = settings.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getLast();
  }

  /// All its words.
  List<String> words(String name) {
    return settings.getOrDefault(name, List.of()).stream()
        .flatMap(v -> Stream.of(v.split(" ", -1)))
        .toList();
  }

  boolean is(String name) {
    return value(name).equals("yes");
  }

  /// The system calls that the filter admits; groups are systemd's to know.
  Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    words("SystemCallFilter").forEach(w -> add(w, calls));
    return calls;
  }

  private static void add(String word, Set<String> calls) {
    if (!word.startsWith("@")) {
      calls.add(word);
      return;
    }
    Ran.run(List.of("systemd-analyze", "--no-pager", "syscall-filter", word))
        .ok()
        .lines()
        .skip(1)
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .forEach(l -> add(l, calls));
  }
}
