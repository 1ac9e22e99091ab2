package org.xnsh.path;

import java.util.ArrayList;
import java.util.List;

/// Where frames leave the namespace, and as what: the same link with another tag leads elsewhere.
///
/// @param link the link by which they leave: an uplink, a vif, a bond
/// @param tags the VLANs that they bear there, the outermost first
record Exit(int link, List<Integer> tags) {

  Exit {
    tags = List.copyOf(tags);
  }

  static Exit untagged(int link) {
    return new Exit(link, List.of());
  }

  /// The same tags below one more.
  static List<Integer> tagged(int vlan, List<Integer> tags) {
    List<Integer> all = new ArrayList<>(List.of(vlan));
    all.addAll(tags);
    return all;
  }
}
