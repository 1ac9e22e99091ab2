package org.xnsh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.xnsh.host.linux.netlink.Namespace;

/// A UDP packet every millisecond from one namespace to another, and how many did not arrive. (ping
/// slows down to one in ten milliseconds as soon as an answer is missing.)
final class Probe {

  private static final int PORT = 7007;
  private static final int ROOM = 4 << 20;
  private static final long PACE_NANOS = 1_000_000;
  private static final int PATIENCE_MILLIS = 1500;

  private final int packets;
  private final CompletableFuture<BitSet> arrived = new CompletableFuture<>();

  private Probe(int packets) {
    this.packets = packets;
  }

  /// @param from the sender's namespace
  /// @param at the receiver's namespace
  /// @param to the receiver's address
  static Probe start(Path from, Path at, String to, int packets) throws IOException {
    Probe probe = new Probe(packets);
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    thread("probe in", at, () -> probe.receive(ready));
    ready.join();
    thread("probe out", from, () -> probe.send(to));
    return probe;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void thread(String name, Path namespace, Work work) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try (Namespace entered = Namespace.open(namespace)) {
            entered.enter();
            work.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void receive(CompletableFuture<Boolean> ready) throws IOException {
    BitSet seen = new BitSet(packets);
    try (DatagramSocket socket = new DatagramSocket(PORT)) {
      socket.setReceiveBufferSize(ROOM);
      socket.setSoTimeout(PATIENCE_MILLIS);
      ready.complete(true);
      DatagramPacket packet = new DatagramPacket(new byte[Integer.BYTES], Integer.BYTES);
      while (seen.cardinality() < packets) {
        socket.receive(packet);
        seen.set(ByteBuffer.wrap(packet.getData()).getInt());
      }
    } catch (SocketTimeoutException _) {
      // the last one has come, or is lost
    }
    arrived.complete(seen);
  }

  private void send(String to) throws IOException {
    InetAddress address = InetAddress.getByName(to);
    long start = System.nanoTime();
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < packets; i++) {
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
        try {
          socket.send(new DatagramPacket(number, number.length, address, PORT));
        } catch (IOException _) {
          // no route, link down: it counts as lost
        }
        long due = start + (i + 1) * PACE_NANOS;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    }
  }

  /// Packets that did not arrive, once all are sent.
  int lost() {
    return packets - arrived.join().cardinality();
  }
}
