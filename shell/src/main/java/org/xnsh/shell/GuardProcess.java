package org.xnsh.shell;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.transaction.ConfirmTimer;
import org.xnsh.transaction.Guards;
import org.xnsh.transaction.NamespaceWriter;

/// The guard of a namespace as a process of its own: the same jar, detached from everything that
/// its session could take along when it ends.
final class GuardProcess implements Guards {

  /// The word by which a guard says that it is armed.
  static final String ARMED = "armed";

  /// The property that has the jar's main class stand guard.
  static final String GUARD = "xnsh.guard";

  /// The property that tells a guard its cgroup.
  static final String CGROUP = "xnsh.guard.cgroup";

  private static final int PATIENCE_SECONDS = 20;

  /// What a shell has to do before the guard is one: ignore what ends a session, move into the
  /// cgroup, hold the lab's pipe, which keeps the lab alive, leave the terminal. The kernel should
  /// rather end anything else where memory is short.
  private static final String DETACH =
      """
      trap '' HUP INT QUIT
      { echo -900 >/proc/self/oom_score_adj; } 2>/dev/null
      [ -z "$1" ] || { mkdir -p "${1%/*}" && echo 0 >"$1"; } || exit 1
      [ -z "$2" ] || exec 9<>"/proc/$2/fd/9" || exit 1
      shift 2
      exec setsid "$@"
      """;

  private final GuardFiles files;
  private final GuardGround ground;
  private final List<String> options;
  private final boolean lab;

  /// Its thread is started here: one of the host's threads would take the guard along into the
  /// mounts that it has for itself.
  private final ThreadPoolExecutor starter =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("guard starter").factory());

  /// @param options by which the guard finds the same host and log
  /// @param lab whether the host is a lab, which lives as long as one of its processes
  GuardProcess(GuardFiles files, GuardGround ground, List<String> options, boolean lab) {
    this.files = files;
    this.ground = ground;
    this.options = List.copyOf(options);
    this.lab = lab;
    starter.prestartCoreThread();
  }

  @Override
  public boolean isWatching() {
    return files.isHeld();
  }

  @Override
  public Footing footing() {
    return ground.footing();
  }

  @Override
  public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
    int links = writer.host().picture().links().size();
    Process process = started(timer.first(), links);
    try {
      String said =
          CompletableFuture.supplyAsync(() -> firstLine(process))
              .completeOnTimeout("it did not say so in time", PATIENCE_SECONDS, TimeUnit.SECONDS)
              .join();
      if (!said.equals(ARMED)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(said);
      }
    } finally {
      process.getInputStream().close();
    }
  }

  private static String firstLine(Process process) {
    try {
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      String line = reader.readLine();
      return line == null ? "it ended before it was armed" : line;
    } catch (IOException e) {
      return "nothing can be heard from it: " + e.getMessage();
    }
  }

  private Process started(long timer, int links) throws IOException {
    try {
      return CompletableFuture.supplyAsync(() -> start(timer, links), starter).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof UncheckedIOException io
          ? new IOException(String.valueOf(io.getCause()), io)
          : new IOException(e.getCause());
    }
  }

  private Process start(long timer, int links) {
    List<String> words = new ArrayList<>(ground.before());
    words.addAll(List.of("sh", "-c", DETACH, "sh"));
    try {
      mark(files.armed());
      mark(files.output());
      words.add(ground.made().map(Path::toString).orElse(""));
      words.add(lab ? Long.toString(ProcessHandle.current().pid()) : "");
      words.addAll(java(links));
      words.add(Long.toString(timer));
      words.addAll(options);
      return new ProcessBuilder(words)
          .directory(new File("/"))
          .redirectInput(Redirect.from(new File("/dev/null")))
          .redirectError(Redirect.appendTo(files.output().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A heap as small as the host allows: it may stand for a day.
  private List<String> java(int links) {
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
    ground.cgroup().ifPresent(folder -> words.add("-D" + CGROUP + "=" + folder));
    List<Path> path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(p -> !p.isEmpty())
            .map(p -> Path.of(p).toAbsolutePath())
            .toList();
    Optional<Path> cache = cache(path);
    if (cache.isPresent()) {
      // the cache is refused beside --enable-native-access, which a jar's manifest stands for
      words.add("-XX:AOTCache=" + cache.get());
      words.add("-D" + GUARD + "=true");
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

  private static void mark(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }
}
