package org.xnsh.transaction;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.xnsh.host.linux.netlink.AdvisoryLock;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.PrivateFile;

/// The lock of a namespace's only writer, flock(2) on one file for all processes whatever their
/// state folder. The kernel lets go of it when its holder dies. Who holds it stands in a file
/// beside, which is emptied when all is done: where it is not, and nobody holds the lock, its
/// writer died.
final class WriterLock {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How long somebody may hold it who has not said who they are.
  private static final Duration NAMELESS = Duration.ofMillis(500);

  private static final long PAUSE_NANOS = 20_000_000;

  private final Path file;
  private final Path holder;
  private final Duration patience;

  /// Whether the holder's file is known to be nobody else's to read.
  private volatile boolean isMade;

  WriterLock(Path file) {
    this(file, PATIENCE);
  }

  /// @param patience how long to wait for another holder
  WriterLock(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
    this.holder = file.resolveSibling(file.getFileName() + ".holder");
  }

  /// The lock, as long as it is held.
  final class Held implements AutoCloseable {
    private final AdvisoryLock lock;
    private final Holder who;
    private final Optional<Holder> died;

    private Held(AdvisoryLock lock, Holder who, Optional<Holder> died) {
      this.lock = lock;
      this.who = who;
      this.died = died;
    }

    /// Who held it before and ended in the middle.
    Optional<Holder> died() {
      return died;
    }

    /// What the one before left is looked after; until then its log is remembered.
    void mended() throws IOException {
      write(who.json());
    }

    /// Nothing is left to be looked after by who comes next.
    void done() {
      try {
        write("");
      } catch (IOException _) {
        // who comes next looks into the log for nothing
      }
    }

    @Override
    public void close() {
      lock.close();
    }
  }

  /// Waits for it, with patience.
  ///
  /// @param notice told at once for whom it waits
  /// @param stopped ends the wait
  Held take(Holder who, Consumer<String> notice, BooleanSupplier stopped)
      throws IOException, EditRefused {
    long start = System.nanoTime();
    Optional<Held> held = tryTake(who);
    boolean told = false;
    while (held.isEmpty()) {
      // who has just taken it, or is about to let go of it, has no note there
      if (!told && (isMarked() || System.nanoTime() - start > NAMELESS.toNanos())) {
        notice.accept("waiting for " + held());
        told = true;
      }
      if (stopped.getAsBoolean()) {
        throw new EditRefused(Reason.STOPPED, "nothing was changed: it waited for " + held(), "");
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new EditRefused(
            Reason.CONFLICT,
            "another xnsh is changing this network: " + held(),
            "wait for it to end, or end it");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      held = tryTake(who);
    }
    return held.get();
  }

  /// The lock, if nobody has it.
  Optional<Held> tryTake(Holder who) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFile.makeFolder(folder);
    }
    Optional<AdvisoryLock> lock = AdvisoryLock.tryAcquire(file);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Holder> died = written();
      write(died.map(d -> who.at(d.log())).orElse(who).json());
      return Optional.of(new Held(lock.get(), who, died));
    } catch (IOException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  /// Whether somebody holds it or died with it; costs a look at one file.
  boolean isMarked() {
    return holder.toFile().length() > 0;
  }

  /// Whether somebody holds it just now; who may not even look is told that nobody does.
  boolean isHeld() {
    try {
      Optional<AdvisoryLock> lock = AdvisoryLock.tryAcquire(file);
      lock.ifPresent(AdvisoryLock::close);
      return lock.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private void write(String text) throws IOException {
    if (!isMade || !Files.isRegularFile(holder, NOFOLLOW_LINKS)) {
      PrivateFile.make(holder);
      isMade = true;
    }
    try (RandomAccessFile to = new RandomAccessFile(holder.toFile(), "rw")) {
      to.setLength(0);
      to.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Optional<Holder> written() {
    if (!isMarked()) {
      return Optional.empty(); // as nearly always
    }
    try {
      return Holder.of(Files.readString(holder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Who holds it, in words; nothing where nobody does.
  Optional<String> holding() {
    return isHeld() ? Optional.of(held()) : Optional.empty();
  }

  private String held() {
    Optional<Holder> said = written();
    Optional<Long> process = said.map(Holder::process).or(() -> LockProcess.of(file));
    String who =
        said.map(Holder::words)
            .or(() -> process.map(LockProcess::words))
            .orElse("another process, which does not say who it is");
    return process.filter(LockProcess::isStopped).isPresent()
        ? who + ", which is stopped: kill -CONT " + process.get() + " lets it go on"
        : who;
  }
}
