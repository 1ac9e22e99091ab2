package org.xnsh.path;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// Links on a way that would let only small packets through: less than what every host must take
/// (576 bytes, RFC 791), or than what IPv6 needs at all (1280 bytes, RFC 8200), below which the
/// kernel takes IPv6 from the link.
final class SmallFrames {

  private static final long LEAST_4 = 576;
  private static final long LEAST_6 = 1280;

  private SmallFrames() {}

  static Stream<String> told(Network before, Network after, Way is, Connection connection) {
    long least = connection.peer().family() == IpFamily.IPV6 ? LEAST_6 : LEAST_4;
    Set<Integer> links = new LinkedHashSet<>();
    is.out()
        .forEach(o -> {
          links.add(o.link());
          o.exits().values().forEach(links::addAll);
        });
    is.in().ifPresent(a -> links.add(a.link()));
    return links.stream()
        .filter(l -> isBelow(after, l, least) && !isBelow(before, l, least))
        .map(l ->
            after.nameOf(l)
                + " would pass packets of at most "
                + after.get(new LinkKey(l)).number(LinkAttributes.MTU)
                + " bytes, and the way to "
                + connection.peer()
                + " needs "
                + least);
  }

  /// A link that does not tell has no limit.
  private static boolean isBelow(Network net, int link, long least) {
    return net.get(new LinkKey(link)).get(LinkAttributes.MTU).filter(m -> m < least).isPresent();
  }
}
