package org.xnsh.shell;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.xnsh.host.linux.netlink.AdvisoryLock;

/// A file in which other processes leave what they tell the prompts of this one. Who writes or
/// empties it holds its lock, for a moment; one that somebody was stopped with is given up.
record Letterbox(Path file) {

  /// More than anybody reads at once; what comes then is not taken.
  private static final long FULL = 16 * 1024;

  private static final int LOOKS = 50;
  private static final long PAUSE_NANOS = 1_000_000;

  /// @param operator whom it is for; all where it is nobody
  record Letter(Optional<String> operator, String line) {}

  /// @return whether there was room for it
  boolean put(Letter letter) throws IOException {
    Optional<AdvisoryLock> lock = lock();
    if (lock.isEmpty()) {
      return false;
    }
    try (AdvisoryLock _ = lock.get()) {
      if (Files.size(file) > FULL) {
        return false;
      }
      JsonArray parts = new JsonArray();
      parts.add(letter.line());
      letter.operator().ifPresent(parts::add);
      Files.writeString(file, parts + "\n", StandardOpenOption.APPEND);
      return true;
    }
  }

  /// Takes out what is there.
  List<Letter> take() throws IOException {
    List<Letter> letters = new ArrayList<>();
    if (file.toFile().length() == 0) {
      return letters; // as nearly always
    }
    Optional<AdvisoryLock> lock = lock();
    if (lock.isPresent()) {
      try (AdvisoryLock _ = lock.get()) {
        for (String line : Files.readAllLines(file)) {
          letter(line).ifPresent(letters::add);
        }
        Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
    return letters;
  }

  private static Optional<Letter> letter(String text) {
    try {
      List<JsonElement> parts = JsonParser.parseString(text).getAsJsonArray().asList();
      Optional<String> operator =
          parts.size() > 1 ? Optional.of(parts.get(1).getAsString()) : Optional.empty();
      return Optional.of(new Letter(operator, parts.getFirst().getAsString()));
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NoSuchElementException e) {
      return Optional.empty(); // its writer died over it
    }
  }

  private Optional<AdvisoryLock> lock() throws IOException {
    Optional<AdvisoryLock> lock = AdvisoryLock.tryAcquire(file);
    for (int i = 0; lock.isEmpty() && i < LOOKS; i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      lock = AdvisoryLock.tryAcquire(file);
    }
    return lock;
  }
}
