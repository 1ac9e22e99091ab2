package org.xnsh.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;

/// What a client types. It is taken in as it comes, as far as the channel's window lets the client
/// go: a terminal stops reading at a thousand bytes of type-ahead, and a Ctrl-C behind them would
/// never be seen while a command runs.
final class Incoming extends InputStream implements ChannelDataReceiver {

  private static final byte CTRL_C = 3;
  private static final int FEW = 64;

  /// Gives the client room to send more.
  @FunctionalInterface
  interface Room {
    void release(long bytes) throws IOException;
  }

  private final Room room;
  private final Runnable interrupt;

  /// As one: a client that sends key by key, each kept for itself, would take thirty times the
  /// memory that its window allows it.
  private byte[] kept = new byte[FEW];

  private int first;
  private int count;
  private boolean terminal;
  private boolean discipline;
  private boolean waiting;
  private boolean ended;
  private long last = System.nanoTime();

  /// @param interrupt what Ctrl-C does where no terminal sees it; must not wait
  Incoming(Room room, Runnable interrupt) {
    this.room = room;
    this.interrupt = interrupt;
  }

  /// From now on bytes are keys, and Ctrl-C means what it says.
  ///
  /// @param read whether a terminal reads them, which sees a Ctrl-C itself if it comes to it
  synchronized void keys(boolean read) {
    terminal = true;
    discipline = read;
  }

  /// On a thread of the library: must not wait. What it returns is room that the client gets back;
  /// here that happens when something is read.
  @Override
  public int data(ChannelSession channel, byte[] bytes, int start, int length) {
    int dropped = 0;
    synchronized (this) {
      int control = terminal ? lastControlC(bytes, start, length) : -1;
      // a terminal that waits for keys sees it at once; one that does not is full, or about to wait
      boolean asked = control >= 0 && !(discipline && waiting && count == 0);
      if (control >= 0) { // as a terminal does: what was typed before it is void
        dropped = count + control;
        clear();
      }
      last = System.nanoTime();
      if (!ended) {
        int from = Math.max(0, control);
        keep(bytes, start + from, length - from);
      }
      if (asked) { // before anybody reads what comes behind it, which it does not stop
        interrupt.run();
      }
      notifyAll();
    }
    return dropped;
  }

  private void keep(byte[] bytes, int start, int length) {
    if (first + count + length > kept.length) {
      byte[] larger =
          count + length > kept.length ? new byte[Math.max(2 * count, count + length)] : kept;
      System.arraycopy(kept, first, larger, 0, count);
      kept = larger;
      first = 0;
    }
    System.arraycopy(bytes, start, kept, first + count, length);
    count += length;
  }

  private void clear() {
    first = 0;
    count = 0;
    if (kept.length > FEW) {
      kept = new byte[FEW];
    }
  }

  private static int lastControlC(byte[] bytes, int start, int length) {
    for (int i = length - 1; i >= 0; i--) {
      if (bytes[start + i] == CTRL_C) {
        return i;
      }
    }
    return -1;
  }

  /// Whether nothing more comes.
  synchronized boolean isEnded() {
    return ended;
  }

  /// How long nothing came.
  synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - last);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int taken;
    synchronized (this) {
      waiting = true;
      try {
        while (count == 0 && !ended) {
          wait();
        }
      } catch (InterruptedException e) {
        return -1; // the terminal is closed
      } finally {
        waiting = false;
      }
      if (count == 0) {
        return -1;
      }
      taken = Math.min(length, count);
      System.arraycopy(kept, first, bytes, offset, taken);
      first += taken;
      count -= taken;
      if (count == 0) {
        clear();
      }
    }
    room.release(taken);
    return taken;
  }

  @Override
  public synchronized int available() {
    return count;
  }

  /// Nothing more is read, whatever was typed: the session ends.
  synchronized void drop() {
    clear();
    close();
  }

  /// The client has no more to say, or is gone.
  @Override
  public synchronized void close() {
    ended = true;
    notifyAll();
  }
}
