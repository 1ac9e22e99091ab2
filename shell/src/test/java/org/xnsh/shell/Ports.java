package org.xnsh.shell;

import java.io.IOException;
import java.net.ServerSocket;

/// Ports for clients that listen.
final class Ports {

  private Ports() {}

  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
