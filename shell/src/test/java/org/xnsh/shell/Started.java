package org.xnsh.shell;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.testing.Ran;

/// How this test's class path is started as a process: packed into jars, with an ahead-of-time
/// cache, as the launcher does it, in half the time. A cache takes no folders.
///
/// @param options of the JVM
/// @param path what `-cp` is told
record Started(List<String> options, String path) {

  private static final List<String> USUAL =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// Commands of every kind, none of which needs a kernel.
  private static final String TRAINING =
      "brctl addbr x; brctl addif x eth1; link set eth1 mtu 1400; undo; show bridges | count;"
          + " show links; brctl show; log; begin; address add 192.0.2.1/24 dev x; diff; commit;"
          + " show health; checkpoint 60s -- brctl addbr y; confirm";

  Started {
    options = List.copyOf(options);
  }

  /// Made once, by who needs it first.
  private static final class Once {
    private static final Started PACKED = pack();
  }

  static Started packed() {
    return Once.PACKED;
  }

  /// From another class path, without a cache.
  static Started plain(String path) {
    return new Started(USUAL, path);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The words that start a program of ours.
  List<String> words(List<String> more, String main) {
    List<String> words = new ArrayList<>();
    words.add(java());
    words.addAll(options);
    words.addAll(more);
    words.addAll(List.of("-cp", path, main));
    return words;
  }

  private static Started pack() {
    try {
      Path folder = Files.createTempDirectory("xnsh-started");
      folder.toFile().deleteOnExit();
      List<String> parts = new ArrayList<>();
      for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path from = Path.of(part).toAbsolutePath();
        if (Files.isDirectory(from) && !part.isEmpty()) {
          parts.add(jar(from, passing(folder, parts.size() + ".jar")).toString());
        } else if (Files.exists(from)) {
          parts.add(from.toString());
        }
      }
      return trained(folder, String.join(File.pathSeparator, parts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path passing(Path folder, String name) {
    Path file = folder.resolve(name);
    file.toFile().deleteOnExit();
    return file;
  }

  private static Path jar(Path folder, Path to) throws IOException {
    try (OutputStream out = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      jar.setLevel(0);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
    return to;
  }

  /// Without a cache where none can be made: it is slower, and the same.
  private static Started trained(Path folder, String path) throws IOException {
    Path cache = passing(folder, "aot");
    Path state = Files.createDirectory(passing(folder, "state"));
    List<String> training = new ArrayList<>(USUAL);
    training.add("-XX:AOTCacheOutput=" + cache);
    List<String> words = new Started(training, path).words(List.of(), "org.xnsh.shell.Main");
    words.addAll(List.of("--simulated", "-c", TRAINING));
    List<String> apart =
        new ArrayList<>(List.of("env", "-u", "SSH_CONNECTION", "XDG_STATE_HOME=" + state));
    apart.addAll(words);
    Ran ran = Ran.run(apart);
    List<String> options = new ArrayList<>(USUAL);
    if (ran.status() == 0 && Files.exists(cache)) {
      // what it has against a cache is nobody's concern
      options.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:AOTCache=" + cache));
    } else {
      System.err.println(
          Stream.of(ran.out(), ran.err()).collect(Collectors.joining("\n", "no cache: ", "")));
    }
    return new Started(options, path);
  }
}
