package org.xnsh.command;

import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;

/// Which guest is behind a link.
final class DomainNames {

  private DomainNames() {}

  /// The domain's name; its id where the name is not known; empty for a link that is no vif.
  static String of(Network network, int link) {
    Attributes vif = network.get(new VifKey(link));
    return vif.get(VifAttributes.DOMAIN_NAME)
        .or(() -> vif.get(VifAttributes.DOMAIN).map(d -> "domain " + d))
        .orElse("");
  }
}
