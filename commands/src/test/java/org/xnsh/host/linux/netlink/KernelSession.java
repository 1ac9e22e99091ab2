package org.xnsh.host.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// A test's thread in a namespace, with a socket: applies steps and reads objects back.
final class KernelSession {

  final NetlinkSocket socket;
  Network picture = Network.EMPTY;

  private KernelSession(NetlinkSocket socket) {
    this.socket = socket;
  }

  interface Body {
    void run(KernelSession session) throws Exception;
  }

  static void in(Path namespace, Body body) throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          try (Namespace entered = Namespace.open(namespace)) {
            entered.enter();
          }
          try (NetlinkSocket socket = NetlinkSocket.open()) {
            body.run(new KernelSession(socket));
          }
          return null;
        });
    Thread.ofPlatform().start(task);
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error failed) {
        throw failed;
      }
      throw e;
    }
  }

  Ack send(Step step) throws IOException {
    Ack last = Ack.DONE;
    for (ByteBuffer request : new StepEncoder(picture, clock(), i -> i).encode(step)) {
      last = socket.change(request);
      if (!last.isDone()) {
        return last;
      }
    }
    return last;
  }

  void apply(Step step) throws IOException {
    Ack ack = send(step);
    assertThat(ack.errno()).as("%s: %s", step, ack).isZero();
  }

  List<Entry> read(ByteBuffer request) throws IOException, Refusal {
    return new Decoder(clock()).read(socket, request);
  }

  Attributes read(ByteBuffer request, ObjectKey key) throws IOException, Refusal {
    List<Entry> entries = read(request);
    return entries.stream()
        .filter(e -> e.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not in " + entries))
        .attributes();
  }

  List<ObjectKey> keys(ByteBuffer request) throws IOException, Refusal {
    return read(request).stream().map(Entry::key).toList();
  }

  int index(String name) throws IOException, Refusal {
    return ((ObjectKey.LinkKey) read(Dumps.link(name)).getFirst().key()).index();
  }

  /// System.nanoTime is CLOCK_MONOTONIC; no test suspends the machine.
  static long clock() {
    return System.nanoTime() / 10_000_000;
  }
}
