package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.RawOptions;

/// Walks over attributes (struct nlattr): [#next] goes to the next one, the rest read where it
/// stands. It goes forward with each step, so it ends on any bytes.
final class AttributeCursor {

  static final int HEADER = 4;

  /// NLA_F_NESTED and NLA_F_NET_BYTEORDER are flags beside the type (NLA_TYPE_MASK).
  private static final int TYPE_MASK = 0x3fff;

  private final ByteBuffer buffer;
  private final int end;
  private int following;
  private int type;
  private int from;
  private int size;

  AttributeCursor(ByteBuffer buffer, int first, int end) {
    this.buffer = buffer;
    this.following = first;
    this.end = end;
  }

  /// Goes on; false behind the last one. Fewer than four bytes at the end are padding.
  boolean next() throws MalformedMessage {
    if (end - following < HEADER) {
      return false;
    }
    int length = buffer.getShort(following) & 0xffff;
    if (length < HEADER || length > end - following) {
      throw new MalformedMessage(
          "an attribute of " + length + " bytes where " + (end - following) + " are left");
    }
    type = buffer.getShort(following + 2) & TYPE_MASK;
    from = following + HEADER;
    size = length - HEADER;
    following += Message.aligned(length);
    return true;
  }

  int type() {
    return type;
  }

  /// Bytes of the payload.
  int size() {
    return size;
  }

  int u8() throws MalformedMessage {
    require(1);
    return buffer.get(from) & 0xff;
  }

  int u16() throws MalformedMessage {
    require(2);
    return buffer.getShort(from) & 0xffff;
  }

  /// A number in network order.
  int be16() throws MalformedMessage {
    int native16 = u16();
    boolean little = buffer.order() == ByteOrder.LITTLE_ENDIAN;
    return little ? Short.reverseBytes((short) native16) & 0xffff : native16;
  }

  int s32() throws MalformedMessage {
    require(4);
    return buffer.getInt(from);
  }

  long u32() throws MalformedMessage {
    return s32() & 0xffff_ffffL;
  }

  long u64() throws MalformedMessage {
    require(8);
    return buffer.getLong(from);
  }

  int u8At(int offset) throws MalformedMessage {
    require(offset + 1);
    return buffer.get(from + offset) & 0xff;
  }

  int u16At(int offset) throws MalformedMessage {
    require(offset + 2);
    return buffer.getShort(from + offset) & 0xffff;
  }

  int s32At(int offset) throws MalformedMessage {
    require(offset + 4);
    return buffer.getInt(from + offset);
  }

  long u32At(int offset) throws MalformedMessage {
    return s32At(offset) & 0xffff_ffffL;
  }

  byte[] bytesAt(int offset, int count) throws MalformedMessage {
    require(offset + count);
    byte[] bytes = new byte[count];
    buffer.get(from + offset, bytes);
    return bytes;
  }

  byte[] bytes() {
    byte[] bytes = new byte[size];
    buffer.get(from, bytes);
    return bytes;
  }

  /// Text up to its NUL, or to the end where it has none.
  String text() {
    int length = 0;
    while (length < size && buffer.get(from + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    buffer.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Whether the payload can be an Ethernet address; tunnels have others.
  boolean isMac() {
    return size == 6;
  }

  MacAddress mac() throws MalformedMessage {
    require(6);
    long high = buffer.getShort(from) & 0xffff;
    long low = buffer.getInt(from + 2) & 0xffff_ffffL;
    if (buffer.order() == ByteOrder.LITTLE_ENDIAN) {
      high = Short.reverseBytes((short) high) & 0xffff;
      low = Integer.reverseBytes((int) low) & 0xffff_ffffL;
    }
    return new MacAddress(high << 32 | low);
  }

  IpAddress ip() throws MalformedMessage {
    return ipAt(0);
  }

  /// An address from there to the end of the payload.
  IpAddress ipAt(int offset) throws MalformedMessage {
    if (size - offset != 4 && size - offset != 16) {
      throw new MalformedMessage("an address of " + (size - offset) + " bytes");
    }
    return IpAddress.of(bytesAt(offset, size - offset));
  }

  /// The attributes in the payload.
  AttributeCursor nested() {
    return new AttributeCursor(buffer, from, from + size);
  }

  /// The attributes behind a fixed part of the payload.
  AttributeCursor nestedAfter(int fixed) throws MalformedMessage {
    require(fixed);
    return new AttributeCursor(
        buffer, Math.min(from + Message.aligned(fixed), from + size), from + size);
  }

  /// The attributes in a part of the payload.
  AttributeCursor within(int first, int last) throws MalformedMessage {
    require(last);
    return new AttributeCursor(buffer, from + first, from + last);
  }

  /// The raw options with this attribute among them.
  RawOptions into(RawOptions raw) {
    return raw.with(type, bytes());
  }

  private void require(int bytes) throws MalformedMessage {
    if (size < bytes) {
      throw new MalformedMessage("attribute " + type + " has " + size + " bytes, not " + bytes);
    }
  }
}
