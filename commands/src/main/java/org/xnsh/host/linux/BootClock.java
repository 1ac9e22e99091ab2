package org.xnsh.host.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Time since boot, sleep included (CLOCK_BOOTTIME), as /proc/uptime tells it.
final class BootClock {

  private static final Path UPTIME = Path.of("/proc/uptime");

  private BootClock() {}

  /// Hundredths of a second.
  static long now() {
    try {
      String text = Files.readString(UPTIME);
      String seconds = text.substring(0, text.indexOf(' '));
      return Long.parseLong(seconds.replace(".", ""));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell the time since boot", e);
    }
  }
}
