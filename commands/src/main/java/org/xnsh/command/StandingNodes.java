package org.xnsh.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.xnsh.command.View.Node;
import org.xnsh.network.Attributes;
import org.xnsh.network.MdbAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.PortVlanAttributes;

/// What somebody put on a bridge or a port beside its own options: VLANs, static forwarding and
/// multicast entries, permanent neighbours.
final class StandingNodes {

  private StandingNodes() {}

  static List<Node> of(Network network, int link) {
    List<Node> vlans = new ArrayList<>();
    List<Node> fdb = new ArrayList<>();
    List<Node> mdb = new ArrayList<>();
    List<Node> neighbours = new ArrayList<>();
    List<ObjectKey> keys =
        network.standingOn(link).stream().sorted(Comparator.comparing(ObjectKey::text)).toList();
    for (ObjectKey key : keys) {
      Attributes is = network.get(key);
      if (key instanceof PortVlanKey k && k.index() == link) {
        vlans.add(Node.leaf("" + k.vlan(), vlan(is)));
      } else if (key instanceof FdbKey k && k.link() == link) {
        String vlan = k.vlan() == 0 ? "" : " vlan " + k.vlan();
        fdb.add(Node.leaf(k.mac().toString(), (k.self() ? "device's own" : "bridge's") + vlan));
      } else if (key instanceof MdbKey k && k.bridge() == link) {
        mdb.add(Node.leaf(k.group(), group(network, k, is)));
      } else if (key instanceof NeighbourKey k) {
        neighbours.add(
            Node.leaf(
                k.address().toString(), k.proxy() ? "proxy" : AttributeNodes.line(network, is)));
      }
    }
    List<Node> groups = new ArrayList<>();
    add(groups, "vlans", vlans);
    add(groups, "static forwarding entries", fdb);
    add(groups, "permanent multicast groups", mdb);
    add(groups, "permanent neighbours", neighbours);
    return groups;
  }

  private static void add(List<Node> groups, String title, List<Node> leaves) {
    if (!leaves.isEmpty()) {
      groups.add(Node.group(title, leaves));
    }
  }

  private static String vlan(Attributes is) {
    List<String> words = new ArrayList<>();
    if (is.isOn(PortVlanAttributes.PVID)) {
      words.add("pvid");
    }
    words.add(is.isOn(PortVlanAttributes.UNTAGGED) ? "untagged" : "tagged");
    return String.join(" ", words);
  }

  private static String group(Network network, MdbKey key, Attributes is) {
    List<String> words = new ArrayList<>();
    words.add("on " + network.nameOf(key.port()));
    if (!key.source().isEmpty()) {
      words.add("from " + key.source());
    }
    if (key.vlan() != 0) {
      words.add("vlan " + key.vlan());
    }
    is.get(MdbAttributes.FILTER_MODE)
        .filter(m -> m == 2)
        .ifPresent(_ -> words.add("only named sources"));
    return String.join(" ", words);
  }
}
