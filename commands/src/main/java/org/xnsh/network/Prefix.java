package org.xnsh.network;

import java.util.Optional;

/// An address with a prefix length, host bits kept: `192.168.1.20/24`.
public record Prefix(IpAddress address, int length) implements Comparable<Prefix> {

  public Prefix {
    if (length < 0 || length > address.family().bytes() * 8) {
      throw new IllegalArgumentException("prefix length " + length + " of " + address);
    }
  }

  /// `a/len`, or a bare address, which is a host prefix (/32 or /128) as `ip` reads it.
  public static Optional<Prefix> tryParse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return IpAddress.tryParse(text).map(Prefix::host);
    }
    String length = text.substring(slash + 1);
    return IpAddress.tryParse(text.substring(0, slash))
        .filter(a -> length.matches("[0-9]{1,3}"))
        .filter(a -> Integer.parseInt(length) <= a.family().bytes() * 8)
        .map(a -> new Prefix(a, Integer.parseInt(length)));
  }

  public static Prefix parse(String text) {
    return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not a prefix: " + text));
  }

  /// The prefix that holds this address alone.
  public static Prefix host(IpAddress address) {
    return new Prefix(address, address.family().bytes() * 8);
  }

  /// `0.0.0.0/0` or `::/0`.
  public static Prefix everything(IpFamily family) {
    return new Prefix(IpAddress.any(family), 0);
  }

  public IpFamily family() {
    return address.family();
  }

  /// The same with its host bits cleared.
  public Prefix network() {
    byte[] bytes = address.bytes();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
    }
    return new Prefix(IpAddress.of(bytes), length);
  }

  public boolean contains(IpAddress other) {
    return other.family() == family()
        && new Prefix(other, length).network().address().equals(network().address());
  }

  @Override
  public int compareTo(Prefix other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
