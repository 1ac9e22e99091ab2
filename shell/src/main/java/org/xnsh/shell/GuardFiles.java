package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.host.linux.netlink.AdvisoryLock;

/// What a namespace's guard is known by, beside the writer's lock.
///
/// @param lock held by the guard as long as it lives; the kernel lets go of it when it dies
/// @param armed there while a timer may run: who does not need the log looks only for this file
/// @param output where a guard writes what it has to say to nobody
record GuardFiles(Path lock, Path armed, Path output) {

  static GuardFiles of(Path folder, Scope scope) {
    String name = Long.toUnsignedString(scope.cookie());
    return new GuardFiles(
        folder.resolve(name + ".guard"),
        folder.resolve(name + ".armed"),
        folder.resolve(name + ".guard.log"));
  }

  /// Whether a guard is alive.
  boolean isHeld() {
    if (!Files.exists(lock)) {
      return false;
    }
    try {
      Optional<AdvisoryLock> free = AdvisoryLock.tryAcquire(lock);
      free.ifPresent(AdvisoryLock::close);
      return free.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  boolean isArmed() {
    return Files.exists(armed);
  }

  /// No timer runs any more.
  void forget() {
    try {
      Files.deleteIfExists(armed);
    } catch (IOException e) {
      // it costs the next one a look into the log
      return;
    }
  }

  /// The process of the guard, where it has said so.
  Optional<String> process() {
    try {
      return Optional.of(Files.readString(armed).strip()).filter(p -> !p.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
