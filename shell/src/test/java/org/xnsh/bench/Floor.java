package org.xnsh.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.xnsh.change.Step;
import org.xnsh.host.linux.netlink.Namespace;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.host.linux.netlink.StepEncoder;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// What the kernel itself takes: the same requests, with nothing read, written or planned around
/// them. Nothing that makes these changes can be faster.
final class Floor {

  private final World world;
  private final List<ByteBuffer> requests;

  private Floor(World world, List<ByteBuffer> requests) {
    this.world = world;
    this.requests = requests;
  }

  /// All ports onto their bridges.
  static Floor of(World world, Network picture) {
    StepEncoder encoder = new StepEncoder(picture, 0, i -> i);
    List<ByteBuffer> requests = new ArrayList<>();
    for (int port = 0; port < world.ports(); port++) {
      LinkKey link = new LinkKey(picture.linkNamed(World.port(port)).orElseThrow());
      long bridge = picture.linkNamed(world.bridge(port)).orElseThrow();
      requests.addAll(encoder.encode(Step.Set.of(link, LinkAttributes.MASTER, bridge)));
    }
    return new Floor(world, requests);
  }

  /// On a thread of its own, since a thread stays in the namespace that it enters.
  void run() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("floor")
        .start(() -> {
          try (Namespace namespace = Namespace.open(world.path())) {
            namespace.enter();
            send();
            done.complete(true);
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    done.join();
  }

  private void send() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open()) {
      for (ByteBuffer request : requests) {
        if (!socket.change(request).isDone()) {
          throw new IOException("the kernel refused a port");
        }
      }
    }
  }
}
