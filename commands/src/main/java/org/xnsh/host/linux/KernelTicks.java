package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.xnsh.change.Step;
import org.xnsh.host.linux.netlink.BridgeIoctl;
import org.xnsh.host.linux.netlink.Namespace;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.host.linux.netlink.StepEncoder;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

/// How often a second the kernel's clock ticks (CONFIG_HZ), which it does not tell. A bridge that
/// nobody touched has a maximum age of 20 s, and the ioctl gives it in ticks: so one is made for a
/// moment in a namespace of its own.
final class KernelTicks {

  /// What most kernels are built with; for those who may not make a namespace.
  private static final int USUAL = 250;

  private static final int SECONDS_OF_A_FRESH_BRIDGE = 20;
  private static final LinkName SCRATCH = new LinkName("scratch");

  private @Nullable OptionalInt known;

  int perSecond() {
    return measuredPerSecond().orElse(USUAL);
  }

  /// Nothing where it could not be measured.
  OptionalInt measuredPerSecond() {
    OptionalInt ticks = known;
    if (ticks == null) {
      ticks = measured();
      known = ticks;
    }
    return ticks;
  }

  private static OptionalInt measured() {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("ticks")
        .start(() -> {
          try {
            answer.complete(measure());
          } catch (IOException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return OptionalInt.of(answer.join());
    } catch (CompletionException e) {
      return OptionalInt.empty();
    }
  }

  private static int measure() throws IOException {
    try (Namespace own = Namespace.unshare();
        NetlinkSocket socket = NetlinkSocket.open();
        BridgeIoctl ioctl = BridgeIoctl.open()) {
      Attributes bridge =
          Attributes.builder(ObjectKind.LINK)
              .put(LinkAttributes.NAME, SCRATCH)
              .put(LinkAttributes.KIND, "bridge")
              .build();
      Step create = new Step.Create(new LinkKey(-1), bridge);
      for (ByteBuffer request : new StepEncoder(Network.EMPTY, 0, i -> i).encode(create)) {
        socket.change(request);
      }
      return ioctl
          .timers(SCRATCH)
          .map(t -> (int) (t.maximumAgeTicks() / SECONDS_OF_A_FRESH_BRIDGE))
          .filter(hz -> hz > 0)
          .orElseThrow(() -> new IOException("no bridge in " + own));
    }
  }
}
