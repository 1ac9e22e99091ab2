package org.xnsh.change;

import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// Links that come and go in pairs.
public final class Pairs {

  private static final String VETH = "veth";

  private Pairs() {}

  /// The other end of a veth, where both are in this namespace.
  public static Optional<LinkKey> farEnd(Network network, LinkKey near) {
    Attributes link = network.get(near);
    if (!link.text(LinkAttributes.KIND).equals(VETH)
        || link.get(LinkAttributes.LOWER_NAMESPACE).isPresent()) {
      return Optional.empty();
    }
    return link.get(LinkAttributes.LOWER)
        .map(far -> new LinkKey(far.intValue()))
        .filter(far -> network.get(far).text(LinkAttributes.KIND).equals(VETH));
  }

  /// Whether the other end is out of sight, so that nobody here could make the pair again.
  public static boolean isCut(Attributes link) {
    return link.text(LinkAttributes.KIND).equals(VETH)
        && link.get(LinkAttributes.LOWER_NAMESPACE).isPresent();
  }
}
