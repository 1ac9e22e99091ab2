package org.xnsh.path;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.RawOptions;

/// What the kernel tells of a link's kind (IFLA_INFO_DATA), read where a way depends on it.
final class KindData {

  private KindData() {}

  static boolean isKind(Network net, int link, String kind) {
    return net.get(new LinkKey(link)).text(LinkAttributes.KIND).equals(kind);
  }

  private static byte[] bytes(Network net, int link, int type) {
    return net.get(new LinkKey(link))
        .get(LinkAttributes.KIND_DATA, RawOptions.NONE)
        .bytes()
        .getOrDefault(type, new byte[0]);
  }

  /// A number of one to four bytes in this machine's order, which is the small end first wherever
  /// Xen runs.
  static OptionalInt number(Network net, int link, int type) {
    byte[] bytes = bytes(net, link, type);
    byte[] bigEndian = new byte[bytes.length];
    IntStream.range(0, bytes.length).forEach(i -> bigEndian[i] = bytes[bytes.length - 1 - i]);
    return bytes.length == 0 || bytes.length > Integer.BYTES
        ? OptionalInt.empty()
        : OptionalInt.of(new BigInteger(1, bigEndian).intValue());
  }

  /// An address; one of zeros counts as none.
  static Optional<IpAddress> address(Network net, int link, int type) {
    byte[] bytes = bytes(net, link, type);
    return bytes.length == 4 || bytes.length == 16
        ? Optional.of(IpAddress.of(bytes)).filter(a -> !a.isAny())
        : Optional.empty();
  }
}
