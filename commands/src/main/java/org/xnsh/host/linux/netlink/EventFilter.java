package org.xnsh.host.linux.netlink;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A program that the kernel runs over each event before it queues it (classic BPF, struct
/// sock_filter of include/uapi/linux/filter.h): lets pass what makes an entry fixed, and none of
/// the thousands a second that a guest can make the bridge learn.
///
/// Passes: RTM_NEWNEIGH of a bridge with NUD_PERMANENT or NUD_NOARP, RTM_NEWMDB with MDB_PERMANENT.
final class EventFilter {

  private static final int LOAD_HALF = 0x28;
  private static final int LOAD_BYTE = 0x30;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_BITS = 0x45;
  private static final int RETURN = 0x06;

  private static final int TYPE = 4;
  private static final int FAMILY = Message.HEADER;

  /// ndm_state behind family, padding and ifindex of struct ndmsg: its lower byte.
  private static final int STATE_OF_NEIGHBOUR = Message.HEADER + 8 + (isLittle() ? 0 : 1);

  /// Behind struct br_port_msg, three attributes' headers (MDBA_MDB, MDBA_MDB_ENTRY,
  /// MDBA_MDB_ENTRY_INFO) and the ifindex of struct br_mdb_entry.
  private static final int STATE_OF_MDB_ENTRY = Message.HEADER + 8 + 12 + 4;

  private static final int NUD_NOARP_OR_PERMANENT = 0x40 | 0x80;
  private static final int MDB_PERMANENT = 1;
  private static final int ALL = 0x40000;

  private EventFilter() {}

  /// struct sock_fprog.
  static MemorySegment ofFixedEntries(Arena arena) {
    int[][] program = {
      {LOAD_HALF, 0, 0, TYPE},
      {IF_EQUAL, 1, 0, asLoaded(Rtm.NEWNEIGH)},
      {IF_EQUAL, 4, 7, asLoaded(Rtm.NEWMDB)},
      {LOAD_BYTE, 0, 0, FAMILY},
      {IF_EQUAL, 0, 5, Rtm.AF_BRIDGE},
      {LOAD_BYTE, 0, 0, STATE_OF_NEIGHBOUR},
      {IF_BITS, 2, 3, NUD_NOARP_OR_PERMANENT},
      {LOAD_BYTE, 0, 0, STATE_OF_MDB_ENTRY},
      {IF_EQUAL, 0, 1, MDB_PERMANENT},
      {RETURN, 0, 0, ALL},
      {RETURN, 0, 0, 0},
    };
    MemorySegment instructions = arena.allocate(8L * program.length, 8);
    for (int i = 0; i < program.length; i++) {
      instructions.set(ValueLayout.JAVA_SHORT, i * 8L, (short) program[i][0]);
      instructions.set(ValueLayout.JAVA_BYTE, i * 8L + 2, (byte) program[i][1]);
      instructions.set(ValueLayout.JAVA_BYTE, i * 8L + 3, (byte) program[i][2]);
      instructions.set(ValueLayout.JAVA_INT, i * 8L + 4, program[i][3]);
    }
    MemorySegment whole = arena.allocate(16, 8);
    whole.set(ValueLayout.JAVA_SHORT, 0, (short) program.length);
    whole.set(ValueLayout.ADDRESS, 8, instructions);
    return whole;
  }

  /// The program loads in network order what netlink writes in the machine's own.
  private static int asLoaded(int type) {
    return isLittle() ? Short.reverseBytes((short) type) & 0xffff : type;
  }

  private static boolean isLittle() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }
}
