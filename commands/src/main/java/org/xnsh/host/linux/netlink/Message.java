package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One netlink message within a buffer (struct nlmsghdr): its header, and where its body lies. The
/// buffer may be used again for others, so a message is good until the next one is received.
///
/// @param type NLMSG_* or RTM_*
/// @param flags NLM_F_*
/// @param sequence of the request that it answers; 0 in an event
/// @param port of the requester; 0 where the kernel acts by itself
/// @param from where the body begins
/// @param to where it ends
public record Message(
    ByteBuffer buffer, int type, int flags, int sequence, int port, int from, int to) {

  static final int HEADER = 16;

  /// Reads the message at the buffer's position and moves the position past it. The buffer's order
  /// must be the native one.
  ///
  /// @throws MalformedMessage where what is left is no whole message
  public static Message next(ByteBuffer buffer) throws MalformedMessage {
    if (buffer.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException("netlink speaks in the machine's own byte order");
    }
    int at = buffer.position();
    int left = buffer.remaining();
    if (left < HEADER) {
      throw new MalformedMessage("a header of 16 bytes was cut to " + left);
    }
    int length = buffer.getInt(at);
    if (length < HEADER || length > left) {
      throw new MalformedMessage("a message of " + length + " bytes, but " + left + " are left");
    }
    buffer.position(at + Math.min(aligned(length), left));
    return new Message(
        buffer,
        buffer.getShort(at + 4) & 0xffff,
        buffer.getShort(at + 6) & 0xffff,
        buffer.getInt(at + 8),
        buffer.getInt(at + 12),
        at + HEADER,
        at + length);
  }

  /// NLMSG_ALIGN.
  static int aligned(int length) {
    return (length + 3) & ~3;
  }

  /// The attributes behind a fixed part of this many bytes.
  AttributeCursor attributes(int fixed) throws MalformedMessage {
    require(fixed);
    int first = Math.min(from + aligned(fixed), to);
    return new AttributeCursor(buffer, first, to);
  }

  /// Refuses a body that is shorter than its fixed part.
  void require(int fixed) throws MalformedMessage {
    if (to - from < fixed) {
      throw new MalformedMessage(
          "message type " + type + " has a body of " + (to - from) + " bytes, not " + fixed);
    }
  }

  int u8(int offset) {
    return buffer.get(from + offset) & 0xff;
  }

  int u16(int offset) {
    return buffer.getShort(from + offset) & 0xffff;
  }

  int s32(int offset) {
    return buffer.getInt(from + offset);
  }
}
