package org.xnsh.host.linux;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Decoder;
import org.xnsh.host.linux.netlink.Dumps;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Waits for what the kernel does by itself after a change: carrier (linkwatch looks once a
/// second), then duplicate address detection (RFC 4862: about two seconds with the usual random
/// delay).
final class Settling {

  private static final Duration CARRIER = Duration.ofMillis(1300);
  private static final Duration DETECTION = Duration.ofMillis(3500);
  private static final long PAUSE_NANOS = 10_000_000;

  private final NetlinkSocket socket;

  Settling(NetlinkSocket socket) {
    this.socket = socket;
  }

  void await(ObjectKey key) throws IOException {
    if (!(key instanceof LinkKey link)) {
      return;
    }
    long start = System.nanoTime();
    while (since(start, CARRIER) && !hasCarrierOrIsDown(link)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    while (since(start, DETECTION) && isTentative(link)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean since(long start, Duration limit) {
    return System.nanoTime() - start < limit.toNanos();
  }

  private boolean hasCarrierOrIsDown(LinkKey link) throws IOException {
    for (Entry entry : ask(Dumps.link(link.index()))) {
      if (entry.key().equals(link)) {
        Attributes a = entry.attributes();
        return !a.isOn(LinkAttributes.UP) || a.isOn(LinkAttributes.CARRIER);
      }
    }
    return true;
  }

  private boolean isTentative(LinkKey link) throws IOException {
    return ask(Dumps.addressesOf(link.index(), IpFamily.IPV6)).stream()
        .anyMatch(e ->
            e.key() instanceof AddressKey
                && e.attributes().isOn(AddressAttributes.TENTATIVE)
                && !e.attributes().isOn(AddressAttributes.DUPLICATE));
  }

  private List<Entry> ask(java.nio.ByteBuffer request) throws IOException {
    try {
      return new Decoder(0).read(socket, request);
    } catch (Refusal e) {
      return List.of();
    }
  }
}
