package org.xnsh.network;

import java.util.Optional;

/// Reads and writes the textual forms of IP addresses without a name look-up, ever.
final class IpText {

  private IpText() {}

  /// Strict dotted quad: four decimal octets, no leading zeros (those read as octal elsewhere).
  static Optional<byte[]> parse4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return Optional.empty();
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!octets[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(octets[i]) > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) Integer.parseInt(octets[i]);
    }
    return Optional.of(bytes);
  }

  /// RFC 4291 section 2.2, with an embedded IPv4 tail; no zone.
  static Optional<byte[]> parse6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    Optional<byte[]> head = groups(gap < 0 ? text : text.substring(0, gap));
    Optional<byte[]> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int given = head.get().length + tail.get().length;
    if (gap < 0 ? given != 16 : given > 14) {
      return Optional.empty();
    }
    byte[] bytes = new byte[16];
    System.arraycopy(head.get(), 0, bytes, 0, head.get().length);
    System.arraycopy(tail.get(), 0, bytes, 16 - tail.get().length, tail.get().length);
    return Optional.of(bytes);
  }

  private static Optional<byte[]> groups(String text) {
    if (text.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    String[] groups = text.split(":", -1);
    if (groups.length > 8) {
      return Optional.empty();
    }
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < groups.length; i++) {
      if (i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
        Optional<byte[]> quad = parse4(groups[i]);
        if (quad.isEmpty()) {
          return Optional.empty();
        }
        bytes.writeBytes(quad.get());
      } else if (groups[i].matches("[0-9a-fA-F]{1,4}")) {
        int group = Integer.parseInt(groups[i], 16);
        bytes.write(group >>> 8);
        bytes.write(group);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toByteArray());
  }

  static String print4(byte[] bytes) {
    return (bytes[0] & 0xff)
        + "."
        + (bytes[1] & 0xff)
        + "."
        + (bytes[2] & 0xff)
        + "."
        + (bytes[3] & 0xff);
  }

  /// RFC 5952: the first longest run of two or more zero groups becomes `::`; v4-mapped addresses
  /// end in a dotted quad, as glibc's inet_ntop prints them.
  static String print6(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    boolean mapped = start == 0 && length == 5 && groups[5] == 0xffff;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < (mapped ? 6 : 8); i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    if (mapped) {
      text.append(':').append(print4(java.util.Arrays.copyOfRange(bytes, 12, 16)));
    }
    return text.toString();
  }
}
