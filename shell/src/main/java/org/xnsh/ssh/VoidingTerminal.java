package org.xnsh.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.impl.ExternalTerminal;

/// A line discipline that does at Ctrl-C what the kernel's does: what was typed before it and not
/// read yet is void, what is typed after it belongs to the next line.
///
/// JLine's keeps what was not read, and whoever reads is told by an interrupt that may come after
/// the keys that follow: `brctl delbr br^C` and `help` became one line.
final class VoidingTerminal extends ExternalTerminal {

  private static final long LOOK_AGAIN_NANOS = 500_000;
  private static final int LOOKS = 200;

  /// Who reads lines here.
  private final Thread reading = Thread.currentThread();

  VoidingTerminal(String name, String type, InputStream in, OutputStream out) throws IOException {
    super(null, name, type, in, out, StandardCharsets.UTF_8, SignalHandler.SIG_DFL, true);
  }

  /// As JLine's, but the thread that brings the keys is a virtual one: it mostly waits, and a
  /// server has one for each prompt.
  @Override
  public void resume() {
    synchronized (lock) {
      paused = false;
      if (pumpThread == null) {
        pumpThread = Thread.ofVirtual().name(getName() + " keys").start(this::pump);
      }
    }
  }

  /// On the thread that brings the keys, which brings no more until this returns.
  @Override
  public void raise(Signal signal) {
    if (signal != Signal.INT) {
      super.raise(signal);
      return;
    }
    drain();
    super.raise(signal);
    // a reader that has not seen its interrupt yet would take the next keys for the same line
    for (int i = 0; i < LOOKS && reading.isInterrupted(); i++) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /// What runs shows ^C itself, and a line after it; one that was being typed needs none.
  @Override
  protected void echoSignal(Signal signal) {}

  private void drain() {
    try {
      unread();
      slaveInputPipe.flush(); // waits where there is no room, so only after that
      unread();
    } catch (IOException e) {
      // it is closed
    }
  }

  private void unread() throws IOException {
    while (slaveInput.available() > 0 && slaveInput.read(1L) >= 0) {
      // thrown away
    }
  }
}
