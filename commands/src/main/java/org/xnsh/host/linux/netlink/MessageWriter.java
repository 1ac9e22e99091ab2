package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.xnsh.network.IpAddress;
import org.xnsh.network.RawOptions;

/// Writes one request. Sequence and port are left zero: the socket fills them in.
final class MessageWriter {

  static final int NLM_F_REQUEST = 1;
  static final int NLM_F_ACK = 4;
  static final int NLM_F_DUMP = 0x300;
  static final int NLM_F_REPLACE = 0x100;
  static final int NLM_F_EXCL = 0x200;
  static final int NLM_F_CREATE = 0x400;
  static final int NLM_F_APPEND = 0x800;

  private static final int NLA_F_NESTED = 0x8000;

  private ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());

  private MessageWriter(int type, int flags) {
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
  }

  /// A request whose answer is an ack.
  static MessageWriter change(int type, int flags) {
    return new MessageWriter(type, NLM_F_REQUEST | NLM_F_ACK | flags);
  }

  /// A request whose answer is one object, or an error.
  static MessageWriter get(int type) {
    return new MessageWriter(type, NLM_F_REQUEST);
  }

  static MessageWriter dump(int type) {
    return new MessageWriter(type, NLM_F_REQUEST | NLM_F_DUMP);
  }

  MessageWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  MessageWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  MessageWriter u32(long value) {
    room(4).putInt((int) value);
    return this;
  }

  MessageWriter be16(int value) {
    return u8(value >>> 8).u8(value);
  }

  MessageWriter bytes(byte[] value) {
    room(value.length).put(value);
    return this;
  }

  MessageWriter zeros(int count) {
    return bytes(new byte[count]);
  }

  MessageWriter putBytes(int type, byte[] payload) {
    if (payload.length > 0xffff - AttributeCursor.HEADER) {
      throw new IllegalArgumentException("an attribute cannot have " + payload.length + " bytes");
    }
    u16(payload.length + AttributeCursor.HEADER).u16(type).bytes(payload);
    return pad();
  }

  MessageWriter putFlag(int type) {
    return putBytes(type, new byte[0]);
  }

  MessageWriter putU8(int type, long value) {
    return u16(AttributeCursor.HEADER + 1).u16(type).u8((int) value).pad();
  }

  MessageWriter putU16(int type, long value) {
    return u16(AttributeCursor.HEADER + 2).u16(type).u16((int) value).pad();
  }

  MessageWriter putBe16(int type, long value) {
    return u16(AttributeCursor.HEADER + 2).u16(type).be16((int) value).pad();
  }

  MessageWriter putU32(int type, long value) {
    return u16(AttributeCursor.HEADER + 4).u16(type).u32(value);
  }

  MessageWriter putU64(int type, long value) {
    u16(AttributeCursor.HEADER + 8).u16(type);
    room(8).putLong(value);
    return this;
  }

  /// Text with its closing NUL.
  MessageWriter putText(int type, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    u16(text.length + 1 + AttributeCursor.HEADER).u16(type).bytes(text).u8(0);
    return pad();
  }

  MessageWriter putIp(int type, IpAddress value) {
    return putBytes(type, value.bytes());
  }

  MessageWriter putIp(int type, Optional<IpAddress> value) {
    value.ifPresent(ip -> putIp(type, ip));
    return this;
  }

  MessageWriter putRaw(RawOptions options) {
    for (Map.Entry<Integer, byte[]> option : options.bytes().entrySet()) {
      putBytes(option.getKey(), option.getValue());
    }
    return this;
  }

  /// Begins an attribute that holds what is written until [#end] is given the result.
  int begin(int type) {
    int start = buffer.position();
    u16(0).u16(type);
    return start;
  }

  int beginNested(int type) {
    return begin(type | NLA_F_NESTED);
  }

  MessageWriter end(int start) {
    buffer.putShort(start, (short) (buffer.position() - start));
    return pad();
  }

  /// The message, ready to be sent.
  ByteBuffer message() {
    buffer.putInt(0, buffer.position());
    return buffer.flip();
  }

  private MessageWriter pad() {
    int position = buffer.position();
    return zeros(Message.aligned(position) - position);
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes))
              .order(ByteOrder.nativeOrder());
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }
}
