package org.xnsh.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;

/// What a client types. It is taken in as it comes, as far as the channel's window lets the client
/// go: a terminal stops reading at a thousand bytes of type-ahead, and a Ctrl-C behind them would
/// never be seen while a command runs.
final class Incoming extends InputStream implements ChannelDataReceiver {

  private static final byte CTRL_C = 3;

  /// Gives the client room to send more.
  @FunctionalInterface
  interface Room {
    void release(long bytes) throws IOException;
  }

  private final Room room;
  private final Runnable interrupt;
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int taken;
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
    boolean asked = false;
    int dropped = 0;
    synchronized (this) {
      int control = terminal ? lastControlC(bytes, start, length) : -1;
      // a terminal that waits for keys sees it at once; one that does not is full, or about to wait
      asked = control >= 0 && !(discipline && waiting && pieces.isEmpty());
      if (control >= 0) { // as a terminal does: what was typed before it is void
        dropped = pieces.stream().mapToInt(p -> p.length).sum() - taken + control;
        pieces.clear();
        taken = 0;
      }
      int from = Math.max(0, control);
      byte[] piece = Arrays.copyOfRange(bytes, start + from, start + length);
      last = System.nanoTime();
      if (!ended) {
        pieces.add(piece);
      }
      notifyAll();
    }
    if (asked) {
      interrupt.run();
    }
    return dropped;
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
    int count;
    synchronized (this) {
      waiting = true;
      try {
        while (pieces.isEmpty() && !ended) {
          wait();
        }
      } catch (InterruptedException e) {
        return -1; // the terminal is closed
      } finally {
        waiting = false;
      }
      byte[] piece = pieces.peek();
      if (piece == null) {
        return -1;
      }
      count = Math.min(length, piece.length - taken);
      System.arraycopy(piece, taken, bytes, offset, count);
      taken += count;
      if (taken == piece.length) {
        pieces.remove();
        taken = 0;
      }
    }
    room.release(count);
    return count;
  }

  @Override
  public synchronized int available() {
    return pieces.stream().mapToInt(p -> p.length).sum() - taken;
  }

  /// Nothing more is read, whatever was typed: the session ends.
  synchronized void drop() {
    pieces.clear();
    taken = 0;
    close();
  }

  /// The client has no more to say, or is gone.
  @Override
  public synchronized void close() {
    ended = true;
    notifyAll();
  }
}
