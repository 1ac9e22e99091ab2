package org.xnsh.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;

/// A process inside a guest that sends frames, each with another source MAC, so that the bridge
/// learns that many forwarding entries a second.
final class Flood {

  private static final short AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int FRAME = 60;

  private Flood() {}

  /// Arguments: the guest's ifindex, frames a second, seconds.
  public static void main(String[] arguments) throws Throwable {
    int index = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    long count = (long) rate * Integer.parseInt(arguments[2]);
    MethodHandle socket =
        call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    MethodHandle sendto =
        call(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    int descriptor = (int) socket.invokeExact((int) AF_PACKET, SOCK_RAW, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment frame = arena.allocate(FRAME);
      MemorySegment address = address(arena, index);
      frame.asSlice(0, 6).fill((byte) 0xff);
      frame.set(JAVA_BYTE, 0, (byte) 0xfe); // the bridge's own: else each frame goes to all ports
      frame.set(JAVA_BYTE, 12, (byte) 0x88); // EtherType 0x88b5: for experiments
      frame.set(JAVA_BYTE, 13, (byte) 0xb5);
      long lost = 0;
      long start = System.nanoTime();
      for (long i = 0; i < count; i++) {
        source(frame, i);
        long sent = (long) sendto.invokeExact(descriptor, frame, (long) FRAME, 0, address, 20);
        lost += sent < 0 ? 1 : 0; // a queue that is full now has room later
        long due = start + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
      if (lost > count / 10) {
        throw new IllegalStateException(lost + " frames could not be sent");
      }
    }
  }

  @SuppressWarnings("restricted") // a benchmark may call the C library
  private static MethodHandle call(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }

  /// struct sockaddr_ll
  private static MemorySegment address(Arena arena, int index) {
    MemorySegment address = arena.allocate(20, 4);
    address.set(JAVA_SHORT_UNALIGNED, 0, AF_PACKET);
    address.set(JAVA_INT, 4, index);
    return address;
  }

  /// A local address of its own for each frame.
  private static void source(MemorySegment frame, long number) {
    frame.set(JAVA_BYTE, 6, (byte) 2);
    for (int i = 0; i < 4; i++) {
      frame.set(JAVA_BYTE, 8 + i, (byte) (number >> (8 * (3 - i))));
    }
  }
}
