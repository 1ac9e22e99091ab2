package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xnsh.host.linux.netlink.LocalDatagrams;

/// The machine's own log (syslog(3)): each line a datagram to its socket, in the form that the C
/// library gives it, which rsyslog, syslogd and journald read. A machine may have none.
final class SystemLog implements AutoCloseable {

  /// LOG_AUTHPRIV: what tells of log-ins is not for everybody's eyes.
  private static final int FACILITY = 10 << 3;

  private static final int WARNING = 4;
  private static final int INFO = 6;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

  private final Path socket;
  private Optional<LocalDatagrams> open = Optional.empty();

  SystemLog(Path socket) {
    this.socket = socket;
  }

  /// Nothing where standard error is the journal already (JOURNAL_STREAM names its device and
  /// inode): each line would stand there twice.
  static Optional<SystemLog> of(Map<String, String> environment, Path socket) {
    String journal = environment.getOrDefault("JOURNAL_STREAM", "");
    return !journal.isEmpty() && journal.equals(standardError())
        ? Optional.empty()
        : Optional.of(new SystemLog(socket));
  }

  private static String standardError() {
    Path stream = Path.of("/proc/self/fd/2");
    try {
      return Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /// How a line is weighed in front of it: `<4>`.
  static String weight(boolean warning) {
    return "<" + (warning ? WARNING : INFO) + ">";
  }

  /// Whoever restarts the log replaces its socket: then it is opened once more. What it has no room
  /// for is lost, as with syslog(3); the operators' log has it.
  void write(String line, boolean warning) {
    String text =
        "<%d>%s xnsh[%d]: %s"
            .formatted(
                FACILITY | (warning ? WARNING : INFO),
                MOMENT.format(ZonedDateTime.now(ZoneId.systemDefault())),
                ProcessHandle.current().pid(),
                line);
    boolean fresh = open.isEmpty();
    if (!sent(text) && !fresh) {
      boolean _ = sent(text);
    }
  }

  private boolean sent(String text) {
    try {
      LocalDatagrams datagrams =
          open.isPresent() ? open.get() : LocalDatagrams.to(socket.toString());
      open = Optional.of(datagrams);
      datagrams.send(text);
      return true;
    } catch (IOException e) {
      close();
      return false;
    }
  }

  @Override
  public void close() {
    open.ifPresent(LocalDatagrams::close);
    open = Optional.empty();
  }
}
