package org.xnsh.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words that start a guard: the same jar, or the same classes.
final class GuardWords {

  private GuardWords() {}

  /// A heap as small as the host allows: it may stand for a day.
  static List<String> java(int links, GuardGround ground) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xss512k",
            "-Xms8m",
            "-Xmx" + (32 + links / 16) + "m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr"));
    ground.cgroup().ifPresent(folder -> words.add("-D" + GuardProcess.CGROUP + "=" + folder));
    List<Path> path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(p -> !p.isEmpty())
            .map(p -> Path.of(p).toAbsolutePath())
            .toList();
    Optional<Path> cache = cache(path);
    if (cache.isPresent()) {
      // the cache is refused beside --enable-native-access, which a jar's manifest stands for
      words.add("-XX:AOTCache=" + cache.get());
      words.add("-D" + GuardProcess.GUARD + "=true");
      words.addAll(List.of("-jar", path.getFirst().toString()));
    } else {
      words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
      words.add(path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
      words.add(GuardMain.class.getName());
    }
    return words;
  }

  /// The launcher's ahead-of-time cache, which halves the start.
  private static Optional<Path> cache(List<Path> path) {
    if (path.size() != 1 || !path.getFirst().toString().endsWith(".jar")) {
      return Optional.empty();
    }
    String jar = path.getFirst().toString();
    Path cache = Path.of(jar.substring(0, jar.length() - ".jar".length()) + ".aot");
    return Optional.of(cache).filter(c -> c.toFile().length() > 0 && c.toFile().canRead());
  }
}
