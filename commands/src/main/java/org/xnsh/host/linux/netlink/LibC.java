package org.xnsh.host.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The calls of the C library that this package needs, and nothing else native.
///
/// Linking a call costs about ten milliseconds in a cold JVM, once for each shape. So all have one
/// shape, five words in and one out: every calling convention that Linux has passes so few whole
/// numbers and addresses in registers, and what a function does not take it does not look at; that
/// holds for the optional arguments of open(2) and ioctl(2) too. A result of 32 bits is cut from
/// its word. Every method gives what the call gave, or the errno negated, as a system call does.
final class LibC {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle CALL = link();

  private LibC() {}

  @SuppressWarnings("restricted") // the only place that turns a symbol into a call
  private static MethodHandle link() {
    return LINKER.downcallHandle(
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"));
  }

  /// The functions, by their symbols.
  private enum Function {
    SOCKET("socket"),
    BIND("bind"),
    CONNECT("connect"),
    GETSOCKNAME("getsockname"),
    SEND("send"),
    RECV("recv"),
    POLL("poll"),
    SETSOCKOPT("setsockopt"),
    GETSOCKOPT("getsockopt"),
    CLOSE("close"),
    OPEN("open"),
    READ("read"),
    SETNS("setns"),
    UNSHARE("unshare"),
    IOCTL("ioctl"),
    FLOCK("flock"),
    MOUNT("mount"),
    CLOCK_GETTIME("clock_gettime");

    private final long address;

    Function(String name) {
      address =
          LINKER
              .defaultLookup()
              .find(name)
              .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name))
              .address();
    }

    /// For a function that gives a word.
    long word(long a, long b, long c, long d, long e) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        long result = call(state, a, b, c, d, e);
        return result < 0 ? errno(state) : result;
      }
    }

    /// For a function that gives an int; the upper half of the word is not its own.
    int number(long a, long b, long c, long d, long e) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        int result = (int) call(state, a, b, c, d, e);
        return result < 0 ? errno(state) : result;
      }
    }

    /// A method handle says that it may throw anything; the C library throws nothing.
    private long call(MemorySegment state, long a, long b, long c, long d, long e) {
      try {
        return (long) CALL.invokeExact(MemorySegment.ofAddress(address), state, a, b, c, d, e);
      } catch (RuntimeException | Error wrong) {
        throw wrong;
      } catch (Throwable wrong) {
        throw new AssertionError("a native call throws nothing", wrong);
      }
    }

    private static int errno(MemorySegment state) {
      return -(int) ERRNO.get(state, 0L);
    }
  }

  static int socket(int domain, int type, int protocol) {
    return Function.SOCKET.number(domain, type, protocol, 0, 0);
  }

  static int bind(int fd, MemorySegment address) {
    return Function.BIND.number(fd, address.address(), address.byteSize(), 0, 0);
  }

  static int connect(int fd, MemorySegment address) {
    return Function.CONNECT.number(fd, address.address(), address.byteSize(), 0, 0);
  }

  static int getsockname(int fd, MemorySegment address, MemorySegment size) {
    return Function.GETSOCKNAME.number(fd, address.address(), size.address(), 0, 0);
  }

  static long send(int fd, MemorySegment bytes, long size) {
    return Function.SEND.word(fd, bytes.address(), size, 0, 0);
  }

  static long recv(int fd, MemorySegment into, int flags) {
    return Function.RECV.word(fd, into.address(), into.byteSize(), flags, 0);
  }

  static int clockGettime(int clock, MemorySegment into) {
    return Function.CLOCK_GETTIME.number(clock, into.address(), 0, 0, 0);
  }

  static int poll(MemorySegment descriptors, long count, int milliseconds) {
    return Function.POLL.number(descriptors.address(), count, milliseconds, 0, 0);
  }

  static int setsockopt(int fd, int level, int option, MemorySegment value) {
    return Function.SETSOCKOPT.number(fd, level, option, value.address(), value.byteSize());
  }

  static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment size) {
    return Function.GETSOCKOPT.number(fd, level, option, value.address(), size.address());
  }

  static int close(int fd) {
    return Function.CLOSE.number(fd, 0, 0, 0, 0);
  }

  static int open(MemorySegment path, int flags, int mode) {
    return Function.OPEN.number(path.address(), flags, mode, 0, 0);
  }

  static long read(int fd, MemorySegment into) {
    return Function.READ.word(fd, into.address(), into.byteSize(), 0, 0);
  }

  static int setns(int fd, int type) {
    return Function.SETNS.number(fd, type, 0, 0, 0);
  }

  static int unshare(int flags) {
    return Function.UNSHARE.number(flags, 0, 0, 0, 0);
  }

  static int ioctl(int fd, long request, MemorySegment argument) {
    return Function.IOCTL.number(fd, request, argument.address(), 0, 0);
  }

  static int flock(int fd, int operation) {
    return Function.FLOCK.number(fd, operation, 0, 0, 0);
  }

  static int mount(MemorySegment source, MemorySegment target, MemorySegment type, long flags) {
    return Function.MOUNT.number(source.address(), target.address(), type.address(), flags, 0);
  }
}
