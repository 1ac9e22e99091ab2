package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.List;
import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortVlanAttributes;

/// VLANs of a port or a bridge: IFLA_BRIDGE_VLAN_INFO within IFLA_AF_SPEC of AF_BRIDGE messages.
final class VlanCodec {

  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_BRIDGE_FLAGS = 0;
  private static final int IFLA_BRIDGE_VLAN_INFO = 2;
  private static final int BRIDGE_FLAGS_MASTER = 1;
  private static final int BRIDGE_FLAGS_SELF = 2;
  private static final int PVID = 2;
  private static final int UNTAGGED = 4;
  private static final int RANGE_BEGIN = 8;
  private static final int RANGE_END = 16;

  private VlanCodec() {}

  static void read(int link, AttributeCursor a, List<Entry> into) throws MalformedMessage {
    int first = 0;
    while (a.next()) {
      if (a.type() != IFLA_BRIDGE_VLAN_INFO) {
        continue;
      }
      int flags = a.u16At(0);
      int vlan = a.u16At(2);
      if ((flags & RANGE_BEGIN) != 0) {
        first = vlan;
        continue;
      }
      for (int v = (flags & RANGE_END) != 0 ? first : vlan; v <= vlan; v++) {
        Attributes.Builder attributes =
            Attributes.builder(ObjectKind.PORT_VLAN)
                .put(PortVlanAttributes.PVID, (flags & PVID) != 0)
                .put(PortVlanAttributes.UNTAGGED, (flags & UNTAGGED) != 0);
        into.add(new Entry(new PortVlanKey(link, v), attributes.build()));
      }
    }
  }

  /// @param type RTM_SETLINK to make or change, RTM_DELLINK to take away
  static ByteBuffer encode(int type, int link, int vlan, boolean isBridge, Attributes attributes) {
    MessageWriter w = MessageWriter.change(type, 0);
    w.u8(Rtm.AF_BRIDGE).zeros(3).u32(link).zeros(8);
    int spec = w.beginNested(IFLA_AF_SPEC);
    w.putU16(IFLA_BRIDGE_FLAGS, isBridge ? BRIDGE_FLAGS_SELF : BRIDGE_FLAGS_MASTER);
    int info = w.begin(IFLA_BRIDGE_VLAN_INFO);
    int flags =
        (attributes.isOn(PortVlanAttributes.PVID) ? PVID : 0)
            | (attributes.isOn(PortVlanAttributes.UNTAGGED) ? UNTAGGED : 0);
    w.u16(flags).u16(vlan).end(info);
    return w.end(spec).message();
  }
}
