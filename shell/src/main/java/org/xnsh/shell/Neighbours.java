package org.xnsh.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnsh.command.Sessions.Open;
import org.xnsh.command.SessionsJson;
import org.xnsh.host.linux.netlink.AdvisoryLock;
import org.xnsh.shell.Letterbox.Letter;

/// The sessions of other processes on the same host: each process with a prompt keeps a file of its
/// own, for nobody else to read, in a folder beside the writer's lock.
///
/// Beside it is a file that the process holds a lock on as long as it lives. The kernel lets go of
/// that when it dies, by which the others see it, and take both files away. The list comes only
/// after the lock is held: a lock without a list is somebody's who is just coming.
final class Neighbours implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
  private static final String LIST = ".sessions";
  private static final String TOLD = ".told";
  private static final String ALIVE = ".alive";

  private final Path folder;

  /// Which is never there twice, not even where this process goes and comes again: somebody may
  /// still be taking away what it left.
  private volatile String name = fresh();

  private Optional<AdvisoryLock> alive = Optional.empty();
  private String shown = "";

  Neighbours(Path folder) {
    this.folder = folder;
  }

  private static String fresh() {
    return ProcessHandle.current().pid() + "-" + System.nanoTime();
  }

  /// Shows these sessions to the others from now on; none takes the file away.
  synchronized void show(List<Open> sessions) {
    try {
      if (sessions.isEmpty()) {
        close();
      } else {
        write(SessionsJson.write(sessions, Instant.now()));
      }
    } catch (IOException e) {
      LOG.debug("sessions cannot be shown to other processes", e);
    }
  }

  private void write(String text) throws IOException {
    if (text.equals(shown)) {
      return;
    }
    if (alive.isEmpty()) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var _ = names(); // who is killed, or loses a terminal, leaves theirs, and few ask
      name = fresh();
      alive = AdvisoryLock.tryAcquire(folder.resolve(name + ALIVE));
    }
    Path fresh = Files.createTempFile(folder, ".", ".new"); // 0600
    try {
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, folder.resolve(name + LIST), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // on a full disk it would be one for each second
      Files.deleteIfExists(fresh);
    }
    shown = text;
  }

  /// What other processes show, by process and number.
  List<Open> others() {
    List<Open> all = new ArrayList<>();
    for (String other : names()) {
      all.addAll(of(other));
    }
    all.sort(
        Comparator.comparingLong((Open o) -> o.process().orElse(0L))
            .thenComparingLong(Open::number));
    return all;
  }

  /// Leaves something for the prompts of other processes, which look once a second.
  ///
  /// @return how many prompts there are
  int tell(Letter letter) {
    int prompts = 0;
    for (String other : names()) {
      int whom =
          (int)
              of(other).stream()
                  .filter(o -> letter.operator().map(o.operator()::equals).orElse(true))
                  .count();
      try {
        if (whom > 0 && new Letterbox(folder.resolve(other + TOLD)).put(letter)) {
          prompts += whom;
        }
      } catch (IOException e) {
        LOG.debug("nothing can be told to another process", e);
      }
    }
    return prompts;
  }

  /// What other processes told the prompts of this one since the last call.
  synchronized List<Letter> told() {
    try {
      return alive.isEmpty() ? List.of() : new Letterbox(folder.resolve(name + TOLD)).take();
    } catch (IOException e) {
      LOG.debug("what other processes tell cannot be read", e);
      return List.of();
    }
  }

  /// The other processes. What those left that have ended is taken away.
  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, "*" + LIST)) {
      for (Path list : lists) {
        String other = String.valueOf(list.getFileName()).replace(LIST, "");
        if (!other.equals(name) && isAlive(other)) {
          names.add(other);
        }
      }
    } catch (NoSuchFileException e) {
      // nobody has had a prompt here
    } catch (IOException e) {
      LOG.debug("other processes cannot be found", e);
    }
    return names;
  }

  private List<Open> of(String other) {
    try {
      return SessionsJson.read(
          Files.readString(folder.resolve(other + LIST)),
          Long.parseLong(other.split("-", 2)[0]),
          Instant.now());
    } catch (IOException | NumberFormatException e) {
      return List.of(); // it has just ended
    }
  }

  /// The files of one that is not are taken away.
  private boolean isAlive(String other) throws IOException {
    Path lock = folder.resolve(other + ALIVE);
    Optional<AdvisoryLock> free = AdvisoryLock.tryAcquire(lock);
    if (free.isEmpty()) {
      return true;
    }
    try (AdvisoryLock _ = free.get()) {
      Files.deleteIfExists(folder.resolve(other + LIST));
      Files.deleteIfExists(folder.resolve(other + TOLD));
      Files.deleteIfExists(lock);
    }
    return false;
  }

  /// Nothing is shown any more.
  @Override
  public synchronized void close() {
    if (alive.isEmpty()) {
      return;
    }
    shown = "";
    try (AdvisoryLock _ = alive.get()) {
      Files.deleteIfExists(folder.resolve(name + LIST));
      Files.deleteIfExists(folder.resolve(name + TOLD));
      Files.deleteIfExists(folder.resolve(name + ALIVE));
    } catch (IOException e) {
      LOG.debug("others see that the lock is free", e);
    }
    alive = Optional.empty();
  }
}
