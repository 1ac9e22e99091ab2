package org.xnsh.host.linux.netlink;

import java.util.HexFormat;
import java.util.Optional;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.MacAddress;

/// One attribute on the wire: its type there and its form, both ways.
///
/// @param type IFLA_BR_* or IFLA_BRPORT_*
record Field<V>(int type, Attribute<V> attribute, Form<V> form) {

  /// How a value is laid out.
  interface Form<V> {
    V read(AttributeCursor from) throws MalformedMessage;

    void write(MessageWriter to, int type, V value);
  }

  static final Form<Long> U8 = number(a -> (long) a.u8(), MessageWriter::putU8);
  static final Form<Long> U16 = number(a -> (long) a.u16(), MessageWriter::putU16);
  static final Form<Long> BE16 = number(a -> (long) a.be16(), MessageWriter::putBe16);
  static final Form<Long> U32 = number(AttributeCursor::u32, MessageWriter::putU32);
  static final Form<Long> U64 = number(AttributeCursor::u64, MessageWriter::putU64);

  static final Form<Boolean> FLAG =
      new Form<>() {
        @Override
        public Boolean read(AttributeCursor from) throws MalformedMessage {
          return from.u8() != 0;
        }

        @Override
        public void write(MessageWriter to, int type, Boolean value) {
          to.putU8(type, value ? 1 : 0);
        }
      };

  static final Form<MacAddress> MAC =
      new Form<>() {
        @Override
        public MacAddress read(AttributeCursor from) throws MalformedMessage {
          return from.mac();
        }

        @Override
        public void write(MessageWriter to, int type, MacAddress value) {
          to.putBytes(type, value.bytes());
        }
      };

  /// struct ifla_bridge_id: priority in network order, then the address; as `ip` prints it.
  static final Form<String> BRIDGE_ID =
      new Form<>() {
        @Override
        public String read(AttributeCursor from) throws MalformedMessage {
          StringBuilder text = new StringBuilder(24);
          HexFormat hex = HexFormat.of();
          text.append(hex.toHexDigits((byte) from.u8At(0)));
          text.append(hex.toHexDigits((byte) from.u8At(1))).append('.');
          for (int i = 2; i < 8; i++) {
            text.append(i == 2 ? "" : ":").append(Integer.toHexString(from.u8At(i)));
          }
          return text.toString();
        }

        @Override
        public void write(MessageWriter to, int type, String value) {
          throw new IllegalArgumentException("the kernel computes a bridge's id: " + value);
        }
      };

  private interface Reads {
    long read(AttributeCursor from) throws MalformedMessage;
  }

  private interface Writes {
    void write(MessageWriter to, int type, long value);
  }

  private static Form<Long> number(Reads reads, Writes writes) {
    return new Form<>() {
      @Override
      public Long read(AttributeCursor from) throws MalformedMessage {
        return reads.read(from);
      }

      @Override
      public void write(MessageWriter to, int type, Long value) {
        writes.write(to, type, value);
      }
    };
  }

  void read(AttributeCursor from, Attributes.Builder into) throws MalformedMessage {
    into.put(attribute, form.read(from));
  }

  /// Writes the value that an object has; nothing where it has none.
  boolean write(MessageWriter to, Attributes from) {
    Optional<V> value = from.get(attribute);
    value.ifPresent(v -> form.write(to, type, v));
    return value.isPresent();
  }
}
