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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.transaction.ConfirmTimer;
import org.xnsh.transaction.Guards;
import org.xnsh.transaction.NamespaceWriter;

/// The guard of a namespace as a process of its own: the same jar, detached from everything that
/// its session could take along when it ends.
final class GuardProcess implements Guards {

  /// The word by which it says that it stands where it should, before it is a guard.
  private static final String STANDS = "stands";

  /// The word by which a guard says that it is armed.
  static final String ARMED = "armed";

  /// The property that has the jar's main class stand guard.
  static final String GUARD = "xnsh.guard";

  /// The property that tells a guard its cgroup.
  static final String CGROUP = "xnsh.guard.cgroup";

  private static final int PATIENCE_SECONDS = 20;

  /// systemd-run would wait for a bus that does not answer for as long as the guard has in all.
  private static final int SCOPE_SECONDS = 5;

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
      echo stands
      exec setsid "$@"
      """;

  private final GuardFiles files;
  private final String name;
  private final boolean root;
  private final AtomicReference<Optional<GuardGround>> insteadOfScope =
      new AtomicReference<>(Optional.empty());
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

  /// @param name what names the namespace, as part of a file's name
  /// @param root whether the process is root of the machine
  /// @param options by which the guard finds the same host and log
  /// @param lab whether the host is a lab, which lives as long as one of its processes
  GuardProcess(
      GuardFiles files, String name, boolean root, List<String> options, boolean lab) {
    this.files = files;
    this.name = name;
    this.root = root;
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
    return ground().footing();
  }

  /// A scope that could not be had once is not tried again by this process.
  private GuardGround ground() {
    return insteadOfScope.get().orElseGet(() -> GuardGround.of(name, root));
  }

  @Override
  public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
    int links = writer.host().picture().links().size();
    GuardGround ground = ground();
    if (!ground.isScope()) {
      armed(started(timer.first(), links, ground), PATIENCE_SECONDS);
      return;
    }
    long written = files.output().toFile().length();
    try {
      armed(started(timer.first(), links, ground), SCOPE_SECONDS);
    } catch (NotStanding e) {
      GuardGround other = GuardGround.insteadOfScope(name, e.why(files.output(), written));
      insteadOfScope.set(Optional.of(other));
      armed(started(timer.first(), links, other), PATIENCE_SECONDS);
    }
  }

  /// It did not even get to the place where it was to be started.
  private static final class NotStanding extends IOException {
    private static final long serialVersionUID = 1L;

    NotStanding(String why) {
      super(why);
    }

    /// What was written since, or else what is known.
    String why(Path output, long written) {
      try {
        List<String> lines =
            new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .substring((int) written)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
        return lines.isEmpty() ? String.valueOf(getMessage()) : lines.getLast().strip();
      } catch (IOException | IndexOutOfBoundsException e) {
        return String.valueOf(getMessage());
      }
    }
  }

  private static void armed(Process process, int standingSeconds) throws IOException {
    boolean armed = false;
    try {
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      String first = line(reader, standingSeconds);
      if (!first.equals(STANDS)) {
        throw new NotStanding(first);
      }
      String said = line(reader, PATIENCE_SECONDS);
      if (!said.equals(ARMED)) {
        throw new IOException(said);
      }
      armed = true;
    } finally {
      if (!armed) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      process.getInputStream().close();
    }
  }

  private static String line(BufferedReader reader, int seconds) {
    return CompletableFuture.supplyAsync(() -> line(reader))
        .completeOnTimeout("it did not say so in time", seconds, TimeUnit.SECONDS)
        .join();
  }

  private static String line(BufferedReader reader) {
    try {
      String line = reader.readLine();
      return line == null ? "it ended before it was armed" : line;
    } catch (IOException e) {
      return "nothing can be heard from it: " + e.getMessage();
    }
  }

  /// Where there is no systemd-run, starting it fails at once.
  private Process started(long timer, int links, GuardGround ground) throws IOException {
    try {
      return CompletableFuture.supplyAsync(() -> start(timer, links, ground), starter).join();
    } catch (CompletionException e) {
      if (ground.isScope()) {
        throw new NotStanding("systemd-run cannot be started");
      }
      throw e.getCause() instanceof UncheckedIOException io
          ? new IOException(String.valueOf(io.getCause()), io)
          : new IOException(e.getCause());
    }
  }

  private Process start(long timer, int links, GuardGround ground) {
    List<String> words = new ArrayList<>(ground.before());
    words.addAll(List.of("sh", "-c", DETACH, "sh"));
    try {
      mark(files.armed());
      mark(files.output());
      words.add(ground.made().map(Path::toString).orElse(""));
      words.add(lab ? Long.toString(ProcessHandle.current().pid()) : "");
      words.addAll(java(links, ground));
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
  private List<String> java(int links, GuardGround ground) {
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
