package org.xnsh.shell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.xnsh.transaction.Guards;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.ConfirmTimer;

/// The guard of a namespace as a process of its own: the same jar, detached from everything that
/// its session could take along when it ends.
final class GuardProcess implements Guards {

  /// The word by which a guard says that it is armed.
  static final String ARMED = "armed";

  /// The property that has the jar's main class stand guard.
  static final String GUARD = "xnsh.guard";

  /// The property that tells a guard its cgroup.
  static final String CGROUP = "xnsh.guard.cgroup";

  static final int PATIENCE_SECONDS = 20;

  /// systemd-run would wait for a bus that does not answer for as long as the guard has in all.
  private static final int SCOPE_SECONDS = Integer.getInteger("xnsh.guard.scope.seconds", 5);

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

  /// Who waits for it is about to end.
  private static final int MENDING_SECONDS = 1;

  private final GuardFiles files;

  /// Found out where it is constructed: the host's threads have a sysfs of their own, in which no
  /// cgroup is to be seen.
  private final AtomicReference<GuardGround> ground;

  private final GuardGround withoutScope;
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
  GuardProcess(GuardFiles files, String name, boolean root, List<String> options, boolean lab) {
    this.files = files;
    this.ground = new AtomicReference<>(GuardGround.of(name, root));
    this.withoutScope = GuardGround.without(name);
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
    return ground.get().footing();
  }

  @Override
  public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
    int links = writer.host().picture().links().size();
    GuardGround meant = ground.get();
    if (!meant.isScope()) {
      GuardVoice.armed(started(name(timer), links, meant), PATIENCE_SECONDS);
      return;
    }
    long written = files.output().toFile().length();
    try {
      GuardVoice.armed(started(name(timer), links, meant), SCOPE_SECONDS);
    } catch (GuardVoice.NotStanding e) {
      // it is not tried again by this process
      GuardGround other = withoutScope.insteadOfScope(e.why(files.output(), written));
      ground.set(other);
      GuardVoice.armed(started(name(timer), links, other), PATIENCE_SECONDS);
    }
  }

  @Override
  public void mend(NamespaceWriter writer) throws IOException {
    int links = writer.host().picture().links().size();
    GuardGround meant = ground.get();
    try {
      GuardVoice.standing(started(GuardMain.MEND, links, meant), MENDING_SECONDS);
    } catch (GuardVoice.NotStanding e) {
      if (!meant.isScope()) {
        throw e;
      }
      GuardVoice.standing(started(GuardMain.MEND, links, withoutScope), MENDING_SECONDS);
    }
  }

  /// Where there is no systemd-run, starting it fails at once.
  private Process started(String what, int links, GuardGround place) throws IOException {
    try {
      return CompletableFuture.supplyAsync(() -> start(what, links, place), starter).join();
    } catch (CompletionException e) {
      if (place.isScope()) {
        throw new GuardVoice.NotStanding("systemd-run cannot be started");
      }
      throw e.getCause() instanceof UncheckedIOException io
          ? new IOException(String.valueOf(io.getCause()), io)
          : new IOException(e.getCause());
    }
  }

  private static String name(ConfirmTimer timer) {
    return Long.toString(timer.first());
  }

  /// @param what the timer that it guards, or that it mends
  private Process start(String what, int links, GuardGround place) {
    List<String> words = place.words();
    words.addAll(List.of("sh", "-c", DETACH, "sh"));
    try {
      if (!what.equals(GuardMain.MEND)) {
        mark(files.armed());
      }
      mark(files.output());
      words.add(place.made().map(Path::toString).orElse(""));
      words.add(lab ? Long.toString(ProcessHandle.current().pid()) : "");
      words.addAll(GuardWords.java(links, place));
      words.add(what);
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
