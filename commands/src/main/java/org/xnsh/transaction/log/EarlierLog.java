package org.xnsh.transaction.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xnsh.change.ChangeWords;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.network.Network;

/// What an earlier boot left of one network namespace. It is history, to be read alone: the network
/// that it tells of ended with that boot.
///
/// @param path of the file that grew last
public record EarlierLog(Path path, Scope scope) {

  /// What the log comes to.
  ///
  /// @param from when its first transaction was begun, and `to` its last
  public record Summary(Instant from, Instant to, int transactions) {}

  /// The log while it is read.
  public static final class Opened {
    private final TransactionLog log;

    private Opened(TransactionLog log) {
      this.log = log;
    }

    /// Newest first.
    public List<Entry> entries() {
      return new LogEntries(log);
    }

    public Optional<Entry> entry(long number) {
      return log.row(number)
          .map(row -> {
            try {
              return LogEntries.entry(log, row);
            } catch (IOException e) {
              throw unreadable(e);
            }
          });
    }

    public List<String> faults() {
      return log.faults();
    }

    public Optional<ConfirmTimer> timerOf(long number) {
      return log.timerOf(number);
    }

    /// The links that a transaction was about, by the names that they had.
    public Network names(Entry entry) {
      try {
        Optional<LogIndex.Row> row = log.row(entry.number());
        return row.isEmpty() || row.get().isOutside() || row.get().damage().isPresent()
            ? Network.EMPTY
            : ChangeWords.named(log.intent(row.get()).image(), Network.EMPTY);
      } catch (IOException e) {
        return Network.EMPTY;
      }
    }
  }

  /// Reads it, as far as is asked for.
  public <V> V read(Function<Opened, V> reading) {
    try (TransactionLog log = new TransactionLog(path, scope)) {
      log.follow();
      return reading.apply(new Opened(log));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Nothing where it tells of no transaction.
  public Optional<Summary> summary() {
    return read(opened -> {
      List<Entry> all = opened.entries();
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of(new Summary(all.getLast().at(), all.getFirst().at(), all.size()));
    });
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("the log of that boot cannot be read", e);
  }

  /// All below a folder that are of another boot than this one, the one that was written last
  /// first.
  public static List<EarlierLog> in(StateFolder state, Scope now) {
    if (!Files.isDirectory(state.path())) {
      return List.of();
    }
    List<EarlierLog> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(state.path())) {
      folders.forEach(folder -> of(folder, now).ifPresent(found::add));
    } catch (IOException | UncheckedIOException e) {
      throw new UncheckedIOException("the folder of the logs cannot be read", asIo(e));
    }
    found.sort(
        Comparator.comparingLong((EarlierLog l) -> l.path.toFile().lastModified()).reversed());
    return found;
  }

  private static IOException asIo(Exception e) {
    return e instanceof IOException io ? io : new IOException(e.getMessage(), e);
  }

  private static Optional<EarlierLog> of(Path folder, Scope now) {
    Path path = folder.resolve("transactions");
    String name = String.valueOf(folder.getFileName());
    int dash = name.indexOf('-');
    if (dash < 0 || !Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      Scope scope =
          new Scope(Long.parseUnsignedLong(name.substring(0, dash)), name.substring(dash + 1));
      return scope.boot().equals(now.boot())
          ? Optional.empty()
          : Optional.of(new EarlierLog(path, scope));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
