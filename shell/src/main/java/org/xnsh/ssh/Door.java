package org.xnsh.ssh;

import java.time.Duration;

/// The way out of a session, and what can be seen through it of who is there. Nothing here waits.
public interface Door {

  /// How long nothing came from the client.
  Duration quiet();

  /// Whether nothing more can come: the client is gone, or sent away.
  boolean isShut();

  /// Tells the session why it ends, and ends it: soon, whatever the client does.
  void end(String why);
}
