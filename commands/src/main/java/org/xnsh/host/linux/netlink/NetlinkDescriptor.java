package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/// A netlink socket's descriptor with its options and the memory that it receives into. It belongs
/// to the namespace of the thread that opened it and may be used by any thread, one at a time.
final class NetlinkDescriptor implements AutoCloseable {

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int NETLINK_ROUTE = 0;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_ADD_MEMBERSHIP = 1;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int NETLINK_GET_STRICT_CHK = 12;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_TRUNC = 0x20;
  private static final int POLLIN = 1;

  private final Arena arena = Arena.ofShared();
  private final int descriptor;
  private final MemorySegment memory;
  private final ByteBuffer buffer;
  private MemorySegment outgoing;

  NetlinkDescriptor(int bufferBytes) throws IOException {
    int fd = LibC.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    this.descriptor = (int) Errno.check(fd, "open a netlink socket");
    this.memory = arena.allocate(bufferBytes, 8);
    this.buffer = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    this.outgoing = arena.allocate(4096, 8);
    option(SOL_NETLINK, NETLINK_EXT_ACK, 1);
    option(SOL_NETLINK, NETLINK_CAP_ACK, 1);
    option(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
    MemorySegment address = arena.allocate(12, 4);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
    Errno.check(LibC.bind(fd, address), "bind a netlink socket");
  }

  /// Asks for a queue of this many bytes; without CAP_NET_ADMIN over the machine (a user namespace)
  /// net.core.rmem_max is the limit.
  void queue(int bytes) throws IOException {
    if (tryOption(SOL_SOCKET, SO_RCVBUFFORCE, bytes) < 0) {
      option(SOL_SOCKET, SO_RCVBUF, bytes);
    }
  }

  void subscribe(int group) throws IOException {
    option(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
  }

  /// Keeps only what makes an entry fixed.
  void filterFixedEntries() throws IOException {
    MemorySegment program = EventFilter.ofFixedEntries(arena);
    int result = LibC.setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, program);
    Errno.check(result, "filter events");
  }

  /// No answer within this time is an error: the kernel answers while it takes the request.
  void patience(Duration time) throws IOException {
    MemorySegment value = arena.allocate(16, 8);
    value.set(ValueLayout.JAVA_LONG, 0, time.toSeconds());
    int result = LibC.setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, value);
    Errno.check(result, "limit the wait for an answer");
  }

  private void option(int level, int option, int value) throws IOException {
    Errno.check(tryOption(level, option, value), "set option " + option + " of a netlink socket");
  }

  private int tryOption(int level, int option, int value) {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment number = local.allocateFrom(ValueLayout.JAVA_INT, value);
      return LibC.setsockopt(descriptor, level, option, number);
    }
  }

  /// The number by which the kernel calls this socket (nl_pid).
  int port() throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment address = local.allocate(12, 4);
      MemorySegment size = local.allocateFrom(ValueLayout.JAVA_INT, 12);
      Errno.check(LibC.getsockname(descriptor, address, size), "ask for a socket's number");
      return address.get(ValueLayout.JAVA_INT, 4);
    }
  }

  void send(ByteBuffer bytes) throws IOException {
    int size = bytes.remaining();
    if (outgoing.byteSize() < size) {
      outgoing = arena.allocate(size * 2L, 8);
    }
    outgoing.asByteBuffer().put(bytes.duplicate());
    Errno.check(LibC.send(descriptor, outgoing, size), "send to the kernel");
  }

  /// The next datagram, in a buffer that the next call fills anew, or an errno negated.
  ///
  /// @param wait whether to wait for one
  int receive(boolean wait) throws IOException {
    long size;
    do {
      size = LibC.recv(descriptor, memory, MSG_TRUNC | (wait ? 0 : MSG_DONTWAIT));
    } while (size == -Errno.EINTR);
    if (size > memory.byteSize()) {
      throw new MalformedMessage("a datagram of " + size + " bytes is larger than the buffer");
    }
    buffer.clear().limit((int) Math.max(0, size));
    return (int) size;
  }

  /// What [#receive] got.
  ByteBuffer received() {
    return buffer;
  }

  /// Whether something comes within this time.
  boolean await(Duration time) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment one = local.allocate(8, 4);
      one.set(ValueLayout.JAVA_INT, 0, descriptor);
      one.set(ValueLayout.JAVA_SHORT, 4, (short) POLLIN);
      int result = LibC.poll(one, 1, (int) Math.min(time.toMillis(), Integer.MAX_VALUE));
      return result != -Errno.EINTR && Errno.check(result, "wait for events") > 0;
    }
  }

  @Override
  public void close() {
    LibC.close(descriptor);
    arena.close();
  }
}
