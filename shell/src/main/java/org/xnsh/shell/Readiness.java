package org.xnsh.shell;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.host.linux.netlink.BootClock;
import org.xnsh.host.linux.netlink.LocalDatagrams;

/// Tells the service manager that started the server how it stands (sd_notify(3)); often nobody.
final class Readiness {

  private final Optional<String> socket;
  private final Consumer<String> trouble;

  private Readiness(Optional<String> socket, Consumer<String> trouble) {
    this.socket = socket;
    this.trouble = trouble;
  }

  /// @param trouble told where a manager asked to be told and cannot be
  static Readiness of(Map<String, String> environment, Consumer<String> trouble) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    return new Readiness(Optional.of(socket).filter(s -> !s.isEmpty()), trouble);
  }

  /// It serves.
  void ready(String status) {
    tell("READY=1\nSTATUS=" + status);
  }

  /// It reads its operators again, until it is ready anew. The time tells the manager that this
  /// answers its own request (Type=notify-reload).
  void reloading() {
    tell("RELOADING=1\nMONOTONIC_USEC=" + BootClock.monotonicMicroseconds());
  }

  /// It ends.
  void stopping(String status) {
    tell("STOPPING=1\nSTATUS=" + status);
  }

  private void tell(String state) {
    if (socket.isEmpty()) {
      return;
    }
    try (LocalDatagrams datagrams = LocalDatagrams.to(socket.get())) {
      datagrams.send(state);
    } catch (IOException e) {
      trouble.accept("the service manager is not told: " + e.getMessage());
    }
  }
}
