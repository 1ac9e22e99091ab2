package org.xnsh.network;

/// The address families that a picture holds, with the kernel's numbers (linux/socket.h).
public enum IpFamily {
  IPV4(2, 4),
  IPV6(10, 16);

  private final int number;
  private final int bytes;

  IpFamily(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /// AF_INET or AF_INET6.
  public int number() {
    return number;
  }

  /// Length of an address, in bytes.
  public int bytes() {
    return bytes;
  }

  /// The family with this AF_ number; 128 and 129 are the kernel's multicast route families and are
  /// not ours.
  public static IpFamily of(int number) {
    return switch (number) {
      case 2 -> IPV4;
      case 10 -> IPV6;
      default -> throw new IllegalArgumentException("not an IP family: " + number);
    };
  }
}
