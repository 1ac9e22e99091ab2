package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Sends whole frames by a link (packet(7)); it receives none, since it asks for no protocol.
public final class PacketSocket {

  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int ADDRESS_BYTES = 20;

  private PacketSocket() {}

  /// @param link its ifindex, in the namespace of the calling thread
  public static void send(int link, byte[] frame) throws IOException {
    int fd = LibC.socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
    Errno.check(fd, "open a packet socket");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(ADDRESS_BYTES, 4);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
      address.set(ValueLayout.JAVA_INT.withOrder(ByteOrder.nativeOrder()), 4, link);
      Errno.check(LibC.bind(fd, address), "bind a packet socket");
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, frame);
      Errno.check(LibC.send(fd, bytes, frame.length), "send a frame");
    } finally {
      LibC.close(fd);
    }
  }
}
