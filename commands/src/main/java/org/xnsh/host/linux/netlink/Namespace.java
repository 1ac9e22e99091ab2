package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// A network namespace, held open. A namespace that is held does not go away.
///
/// A thread that has entered one stays in it, and so do threads and child processes that it starts;
/// a socket stays in the namespace of the thread that made it. Only platform threads may enter: a
/// virtual one would leave its carrier there, for whoever runs on it next.
public final class Namespace implements AutoCloseable {

  private static final int O_CLOEXEC = 0x80000;
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_NETNS_COOKIE = 71;

  private final int descriptor;
  private final String name;

  private Namespace(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  /// The namespace that the calling thread is in; other threads of the process may be elsewhere.
  public static Namespace current() throws IOException {
    return open(Path.of("/proc/thread-self/ns/net"));
  }

  /// The namespace of a process.
  public static Namespace ofProcess(long process) throws IOException {
    return open(Path.of("/proc/" + process + "/ns/net"));
  }

  /// A namespace by its file: `/run/netns/NAME`, `/proc/PID/ns/net`.
  public static Namespace open(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int fd = LibC.open(arena.allocateFrom(file.toString()), O_CLOEXEC, 0);
      return new Namespace((int) Errno.check(fd, "open " + file), file.toString());
    }
  }

  /// Takes the calling thread into a new namespace, which is returned.
  public static Namespace unshare() throws IOException {
    requirePlatformThread();
    Errno.check(LibC.unshare(CLONE_NEWNET), "make a network namespace");
    return current();
  }

  /// Takes the calling thread into this namespace.
  public void enter() throws IOException {
    requirePlatformThread();
    long result = LibC.setns(descriptor, CLONE_NEWNET);
    if (result == -Errno.EPERM) {
      throw new IOException(
          "entering the namespace "
              + name
              + " needs the capability CAP_SYS_ADMIN; run xnsh as root (sudo)");
    }
    Errno.check(result, "enter the namespace " + name);
  }

  static void requirePlatformThread() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread would leave its carrier in the namespace");
    }
  }

  /// What names the calling thread's namespace as long as the machine runs; never used again for
  /// another one (SO_NETNS_COOKIE, since 5.14). An older kernel has only the number of the
  /// namespace's file, which a later namespace may get.
  public static long cookie() throws IOException {
    int fd = LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    Errno.check(fd, "open a socket");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, Long.BYTES);
      int result = LibC.getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, value, size);
      if (result == -Errno.ENOPROTOOPT) {
        return inode();
      }
      Errno.check(result, "ask for the namespace's cookie");
      return value.get(ValueLayout.JAVA_LONG, 0);
    } finally {
      LibC.close(fd);
    }
  }

  static long inode() throws IOException {
    return (Long) Files.getAttribute(Path.of("/proc/thread-self/ns/net"), "unix:ino");
  }

  /// The open file, for requests that name a namespace (IFLA_NET_NS_FD).
  public int descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    LibC.close(descriptor);
  }

  @Override
  public String toString() {
    return name;
  }
}
