package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.ObjectKind.PORT_VLAN;

import java.util.List;

/// How one VLAN passes a bridge or its port (include/uapi/linux/if_bridge.h, BRIDGE_VLAN_INFO_*).
public final class PortVlanAttributes {

  public static final Attribute<Boolean> PVID =
      configured(PORT_VLAN, 0, "pvid", ValueType.FLAG, "untagged frames that come in belong to it");
  public static final Attribute<Boolean> UNTAGGED =
      configured(PORT_VLAN, 1, "untagged", ValueType.FLAG, "leaves without a tag");

  static final AttributeTable TABLE = new AttributeTable(PORT_VLAN, List.of(PVID, UNTAGGED));

  private PortVlanAttributes() {}
}
