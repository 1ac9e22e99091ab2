package org.xnsh.host.linux;

import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkName;

/// Who is behind a vif. On a real dom0 XenStore and sysfs tell, in a lab its topology.
@FunctionalInterface
public interface DomainSource {

  /// Where nobody knows.
  DomainSource NONE = (_, _, _) -> Optional.empty();

  /// What is known of the guest behind a link, as [org.xnsh.network.VifAttributes]; nothing for a
  /// link that is no vif. Called on the host's thread; must be quick.
  Optional<Attributes> behind(int index, LinkName name, Attributes link);
}
