package org.xnsh.network;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// An IPv4 or IPv6 address. Held as hexadecimal text of its bytes, which gives equality and order
/// without an array; [#toString] gives the text that `ip` prints (RFC 5952 for IPv6).
public record IpAddress(IpFamily family, String hex) implements Comparable<IpAddress> {

  public IpAddress {
    if (hex.length() != family.bytes() * 2) {
      throw new IllegalArgumentException("an address of " + family + " has another length: " + hex);
    }
  }

  /// Four or sixteen bytes in network order.
  public static IpAddress of(byte[] bytes) {
    IpFamily family =
        switch (bytes.length) {
          case 4 -> IpFamily.IPV4;
          case 16 -> IpFamily.IPV6;
          default ->
              throw new IllegalArgumentException("an address has 4 or 16 bytes: " + bytes.length);
        };
    return new IpAddress(family, HexFormat.of().formatHex(bytes));
  }

  public static Optional<IpAddress> tryParse(String text) {
    Optional<byte[]> bytes = text.indexOf(':') >= 0 ? IpText.parse6(text) : IpText.parse4(text);
    return bytes.map(IpAddress::of);
  }

  public static IpAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
  }

  /// `0.0.0.0` or `::`.
  public static IpAddress any(IpFamily family) {
    return of(new byte[family.bytes()]);
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  public boolean isAny() {
    byte[] bytes = bytes();
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  /// fe80::/10.
  public boolean isLinkLocal6() {
    return family == IpFamily.IPV6 && hex.startsWith("fe") && "89ab".indexOf(hex.charAt(2)) >= 0;
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    return byFamily != 0 ? byFamily : hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return switch (family) {
      case IPV4 -> IpText.print4(bytes());
      case IPV6 -> IpText.print6(bytes());
    };
  }
}
