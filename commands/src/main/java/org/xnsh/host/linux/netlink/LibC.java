package org.xnsh.host.linux.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
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
/// Linking one call costs about ten milliseconds in a cold JVM, so each has a holder class of its
/// own and is linked when it is first made. Every method gives what the call gave, or the errno
/// negated, as a system call does.
final class LibC {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private LibC() {}

  @SuppressWarnings("restricted") // the only place that turns a symbol into a call
  private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... more) {
    Linker.Option[] options = new Linker.Option[more.length + 1];
    options[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(more, 0, options, 1, more.length);
    MemorySegment symbol =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
    return LINKER.downcallHandle(symbol, type, options);
  }

  private static FunctionDescriptor ints(int count) {
    MemoryLayout[] arguments = new MemoryLayout[count];
    java.util.Arrays.fill(arguments, JAVA_INT);
    return FunctionDescriptor.of(JAVA_INT, arguments);
  }

  /// A call with its errno segment filled in.
  private interface Call {
    long made(MemorySegment state) throws Throwable;
  }

  private static long call(Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = call.made(state);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing", e);
    }
  }

  private static final class Socket {
    static final MethodHandle CALL = link("socket", ints(3));
  }

  static int socket(int domain, int type, int protocol) {
    return (int) call(s -> (int) Socket.CALL.invokeExact(s, domain, type, protocol));
  }

  private static final class Bind {
    static final MethodHandle CALL =
        link("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  }

  static int bind(int fd, MemorySegment address) {
    int size = (int) address.byteSize();
    return (int) call(s -> (int) Bind.CALL.invokeExact(s, fd, address, size));
  }

  private static final class GetSockName {
    static final MethodHandle CALL =
        link("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  }

  static int getsockname(int fd, MemorySegment address, MemorySegment size) {
    return (int) call(s -> (int) GetSockName.CALL.invokeExact(s, fd, address, size));
  }

  private static final class Send {
    static final MethodHandle CALL =
        link("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  static long send(int fd, MemorySegment bytes, long size) {
    return call(s -> (long) Send.CALL.invokeExact(s, fd, bytes, size, 0));
  }

  private static final class Recv {
    static final MethodHandle CALL =
        link("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  static long recv(int fd, MemorySegment into, int flags) {
    long size = into.byteSize();
    return call(s -> (long) Recv.CALL.invokeExact(s, fd, into, size, flags));
  }

  private static final class Poll {
    static final MethodHandle CALL =
        link("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  static int poll(MemorySegment descriptors, long count, int milliseconds) {
    return (int) call(s -> (int) Poll.CALL.invokeExact(s, descriptors, count, milliseconds));
  }

  private static final class SetSockOpt {
    static final MethodHandle CALL =
        link(
            "setsockopt",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  }

  static int setsockopt(int fd, int level, int option, MemorySegment value) {
    int size = (int) value.byteSize();
    return (int) call(s -> (int) SetSockOpt.CALL.invokeExact(s, fd, level, option, value, size));
  }

  private static final class GetSockOpt {
    static final MethodHandle CALL =
        link(
            "getsockopt",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  }

  static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment size) {
    return (int) call(s -> (int) GetSockOpt.CALL.invokeExact(s, fd, level, option, value, size));
  }

  private static final class Close {
    static final MethodHandle CALL = link("close", ints(1));
  }

  static int close(int fd) {
    return (int) call(s -> (int) Close.CALL.invokeExact(s, fd));
  }

  private static final class Open {
    // int open(const char *path, int flags, ...)
    static final MethodHandle CALL =
        link(
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
  }

  static int open(MemorySegment path, int flags, int mode) {
    return (int) call(s -> (int) Open.CALL.invokeExact(s, path, flags, mode));
  }

  private static final class SetNs {
    static final MethodHandle CALL = link("setns", ints(2));
  }

  static int setns(int fd, int type) {
    return (int) call(s -> (int) SetNs.CALL.invokeExact(s, fd, type));
  }

  private static final class Unshare {
    static final MethodHandle CALL = link("unshare", ints(1));
  }

  static int unshare(int flags) {
    return (int) call(s -> (int) Unshare.CALL.invokeExact(s, flags));
  }

  private static final class Ioctl {
    // int ioctl(int fd, unsigned long request, ...)
    static final MethodHandle CALL =
        link(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
  }

  static int ioctl(int fd, long request, MemorySegment argument) {
    return (int) call(s -> (int) Ioctl.CALL.invokeExact(s, fd, request, argument));
  }

  private static final class Flock {
    static final MethodHandle CALL = link("flock", ints(2));
  }

  static int flock(int fd, int operation) {
    return (int) call(s -> (int) Flock.CALL.invokeExact(s, fd, operation));
  }

  private static final class Mount {
    static final MethodHandle CALL =
        link(
            "mount",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static int mount(MemorySegment source, MemorySegment target, MemorySegment type, long flags) {
    return (int)
        call(s -> (int) Mount.CALL.invokeExact(s, source, target, type, flags, MemorySegment.NULL));
  }
}
