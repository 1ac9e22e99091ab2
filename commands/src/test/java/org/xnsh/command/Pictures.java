package org.xnsh.command;

import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

/// Pictures for tests of edits: `lo`, the bridges `test` (2) and `virbr0` (3), the links `vif3.0`
/// (4, a port of `test`) and `eth0` (5).
final class Pictures {

  static final int TEST = 2;
  static final int VIRBR0 = 3;
  static final int VIF = 4;
  static final int ETH0 = 5;

  private Pictures() {}

  static Network seed() {
    Network network = link(Network.EMPTY, 1, "lo", "", 772);
    network = link(network, TEST, "test", "bridge", 1);
    network = link(network, VIRBR0, "virbr0", "bridge", 1);
    network = link(network, VIF, "vif3.0", "", 1);
    network = link(network, ETH0, "eth0", "", 1);
    for (int bridge : new int[] {TEST, VIRBR0}) {
      network = network.with(new BridgeKey(bridge), Attributes.none(ObjectKind.BRIDGE));
    }
    return PortEdits.attach(network, TEST, VIF);
  }

  private static Network link(Network network, int index, String name, String kind, long type) {
    return network.with(
        new LinkKey(index),
        Attributes.builder(ObjectKind.LINK)
            .put(LinkAttributes.NAME, new LinkName(name))
            .put(LinkAttributes.KIND, kind)
            .put(LinkAttributes.HARDWARE_TYPE, type)
            .put(LinkAttributes.MAC, new MacAddress(0x0200_0000_0000L + index))
            .put(LinkAttributes.MTU, 1500L)
            .put(LinkAttributes.MINIMUM_MTU, 68L)
            .put(LinkAttributes.MAXIMUM_MTU, 65535L)
            .put(LinkAttributes.UP, true)
            .build());
  }
}
