package org.xnsh.network;

import java.util.HexFormat;
import java.util.Optional;

/// A 48-bit hardware address.
public record MacAddress(long bits) implements Comparable<MacAddress> {

  /// What netback gives every vif: the largest address that is not broadcast, so that a bridge
  /// never takes it as its own while a real port is there.
  public static final MacAddress VIF_BACKEND = new MacAddress(0xfeff_ffff_ffffL);

  /// What a bridge shows after its last port has left.
  public static final MacAddress ZERO = new MacAddress(0);

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a MAC address has 48 bits");
    }
  }

  /// Six bytes, most significant first, as the kernel gives them.
  public static MacAddress of(byte[] bytes) {
    if (bytes.length != 6) {
      throw new IllegalArgumentException("a MAC address has 6 bytes, not " + bytes.length);
    }
    long bits = 0;
    for (byte b : bytes) {
      bits = bits << 8 | (b & 0xff);
    }
    return new MacAddress(bits);
  }

  /// `00:16:3e:10:e4:53`; one or two digits an octet, `:` or `-` between.
  public static Optional<MacAddress> tryParse(String text) {
    String[] octets = text.split("[:-]", -1);
    if (octets.length != 6) {
      return Optional.empty();
    }
    long bits = 0;
    for (String octet : octets) {
      if (octet.isEmpty() || octet.length() > 2 || !octet.chars().allMatch(HexFormat::isHexDigit)) {
        return Optional.empty();
      }
      bits = bits << 8 | HexFormat.fromHexDigits(octet);
    }
    return Optional.of(new MacAddress(bits));
  }

  public static MacAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a MAC address: " + text));
  }

  /// Six bytes, most significant first.
  public byte[] bytes() {
    byte[] bytes = new byte[6];
    for (int i = 0; i < 6; i++) {
      bytes[i] = (byte) (bits >>> (40 - 8 * i));
    }
    return bytes;
  }

  /// Group addresses cannot be a link's own.
  public boolean isMulticast() {
    return (bits >>> 40 & 1) != 0;
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(bytes());
  }
}
