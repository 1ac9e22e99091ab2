package org.xnsh.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.xnsh.host.linux.netlink.AdvisoryLock;
import org.xnsh.transaction.Guard;

/// The process that guards a confirm timer, or takes back what a server left that had to end; a
/// shell starts it, nobody else does. Its arguments are the timer and the options of the shell's
/// host.
public final class GuardMain {

  /// In place of a timer: takes back what the process that starts it leaves half done, and ends.
  static final String MEND = "mend";

  /// How long the guard of the timer before may take to leave.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Where the classes are that take something back.
  private static final List<String> NEEDED =
      List.of("org/xnsh/change/", "org/xnsh/host/linux/", "org/xnsh/transaction/");

  private static final Duration AGAIN = Duration.ofMillis(20);

  private GuardMain() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      guard(List.of(arguments), out);
    } catch (IOException | Options.Unusable | RuntimeException e) {
      out.println(e.getMessage());
      e.printStackTrace(System.err);
      System.exit(1);
    }
    System.exit(0);
  }

  private static void guard(List<String> arguments, PrintStream out)
      throws IOException, Options.Unusable {
    Options options =
        Options.plain(arguments.subList(1, arguments.size()))
            .orElseThrow(() -> new Options.Unusable("a guard is not started by hand"));
    Site site = Site.of(options, StateFolders.ofProcess(options.state()));
    try {
      if (arguments.getFirst().equals(MEND)) {
        mend(site);
      } else {
        guard(site, Long.parseLong(arguments.getFirst()), out);
      }
    } finally {
      leave();
    }
  }

  private static void mend(Site site) {
    try (var writer = site.writer(org.xnsh.transaction.Guards.NONE)) {
      long start = System.nanoTime();
      while (writer.holding().isPresent() && System.nanoTime() - start < PATIENCE.toNanos()) {
        LockSupport.parkNanos(AGAIN.toNanos());
      }
      writer.recover(GuardMain::say);
    }
  }

  private static void guard(Site site, long first, PrintStream out) throws IOException {
    GuardFiles files = site.guardFiles();
    try (AdvisoryLock _ = taken(files.lock());
        var writer = site.writer(org.xnsh.transaction.Guards.NONE)) {
      Guard guard = new Guard(writer, first, GuardMain::say);
      guard.rehearse();
      Loading.all(Guard.class, NEEDED);
      Files.writeString(files.armed(), Long.toString(ProcessHandle.current().pid()));
      out.println(GuardProcess.ARMED);
      guard.watch();
      files.forget();
    }
  }

  private static AdvisoryLock taken(Path file) throws IOException {
    long start = System.nanoTime();
    while (true) {
      Optional<AdvisoryLock> lock = AdvisoryLock.tryAcquire(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("another guard stands there already");
      }
      LockSupport.parkNanos(AGAIN.toNanos());
    }
  }

  private static void leave() {
    String cgroup = System.getProperty(GuardProcess.CGROUP, "");
    if (!cgroup.isEmpty()) {
      try {
        GuardGround.leave(Path.of(cgroup));
      } catch (IOException e) {
        say("the guard's cgroup stays: " + e.getMessage());
      }
    }
  }

  private static void say(String line) {
    System.err.println(Instant.now() + " " + line);
  }
}
