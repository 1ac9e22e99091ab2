package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Sends datagrams to a Unix socket (unix(7)), as service managers and system logs take them; Java
/// has streams of that family only. A sender never waits: whose receiver is slow loses what it
/// says.
public final class LocalDatagrams implements AutoCloseable {

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int FAMILY_BYTES = 2;
  private static final int LONGEST_PATH = 107;

  private final int descriptor;

  private LocalDatagrams(int descriptor) {
    this.descriptor = descriptor;
  }

  /// @param name the socket's file, or `@` and an abstract name
  public static LocalDatagrams to(String name) throws IOException {
    int fd = open();
    try (Arena arena = Arena.ofConfined()) {
      Errno.check(LibC.connect(fd, address(arena, name)), "reach " + name);
      return new LocalDatagrams(fd);
    } catch (IOException e) {
      LibC.close(fd);
      throw e;
    }
  }

  static int open() throws IOException {
    int fd = LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return (int) Errno.check(fd, "open a local socket");
  }

  /// A file's name ends with a zero, an abstract one begins with it and has its exact length.
  static MemorySegment address(Arena arena, String name) throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length > LONGEST_PATH) {
      throw new IOException("'" + name + "' is no name of a socket");
    }
    boolean hidden = path[0] == '@';
    MemorySegment address = arena.allocate(FAMILY_BYTES + path.length + (hidden ? 0 : 1), 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
    if (hidden) {
      address.set(ValueLayout.JAVA_BYTE, FAMILY_BYTES, (byte) 0);
    }
    return address;
  }

  /// @throws IOException where the receiver is gone, or has no room now
  public void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment datagram = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      Errno.check(LibC.send(descriptor, datagram, bytes.length), "send to a local socket");
    }
  }

  @Override
  public void close() {
    LibC.close(descriptor);
  }
}
