package org.xnsh.host.linux.netlink;

import static org.xnsh.host.linux.netlink.Field.BRIDGE_ID;
import static org.xnsh.host.linux.netlink.Field.FLAG;
import static org.xnsh.host.linux.netlink.Field.U16;
import static org.xnsh.host.linux.netlink.Field.U32;
import static org.xnsh.host.linux.netlink.Field.U64;
import static org.xnsh.host.linux.netlink.Field.U8;

import java.util.List;
import java.util.Set;
import org.xnsh.network.PortAttributes;

/// IFLA_BRPORT_* within IFLA_INFO_SLAVE_DATA and IFLA_PROTINFO (include/uapi/linux/if_link.h).
final class PortFields {

  static final FieldTable TABLE =
      new FieldTable(
          List.of(
              new Field<>(1, PortAttributes.STATE, U8),
              new Field<>(2, PortAttributes.PRIORITY, U16),
              new Field<>(3, PortAttributes.COST, U32),
              new Field<>(4, PortAttributes.HAIRPIN, FLAG),
              new Field<>(5, PortAttributes.GUARD, FLAG),
              new Field<>(6, PortAttributes.ROOT_BLOCK, FLAG),
              new Field<>(7, PortAttributes.FAST_LEAVE, FLAG),
              new Field<>(8, PortAttributes.LEARNING, FLAG),
              new Field<>(9, PortAttributes.FLOOD, FLAG),
              new Field<>(10, PortAttributes.PROXY_ARP, FLAG),
              new Field<>(12, PortAttributes.PROXY_ARP_WIFI, FLAG),
              new Field<>(13, PortAttributes.DESIGNATED_ROOT, BRIDGE_ID),
              new Field<>(14, PortAttributes.DESIGNATED_BRIDGE, BRIDGE_ID),
              new Field<>(15, PortAttributes.DESIGNATED_PORT, U16),
              new Field<>(16, PortAttributes.DESIGNATED_COST, U16),
              new Field<>(17, PortAttributes.ID, U16),
              new Field<>(18, PortAttributes.NUMBER, U16),
              new Field<>(19, PortAttributes.TOPOLOGY_CHANGE_ACKNOWLEDGED, U8),
              new Field<>(20, PortAttributes.CONFIGURATION_PENDING, U8),
              new Field<>(21, PortAttributes.MESSAGE_AGE_TIMER, U64),
              new Field<>(22, PortAttributes.FORWARD_DELAY_TIMER, U64),
              new Field<>(23, PortAttributes.HOLD_TIMER, U64),
              new Field<>(25, PortAttributes.MULTICAST_ROUTER, U8),
              new Field<>(27, PortAttributes.MULTICAST_FLOOD, FLAG),
              new Field<>(28, PortAttributes.MULTICAST_TO_UNICAST, FLAG),
              new Field<>(29, PortAttributes.VLAN_TUNNEL, FLAG),
              new Field<>(30, PortAttributes.BROADCAST_FLOOD, FLAG),
              new Field<>(31, PortAttributes.GROUP_FORWARD_MASK, U16),
              new Field<>(32, PortAttributes.NEIGHBOUR_SUPPRESSION, FLAG),
              new Field<>(33, PortAttributes.ISOLATED, FLAG),
              new Field<>(34, PortAttributes.BACKUP_PORT, U32),
              new Field<>(37, PortAttributes.MULTICAST_EHT_HOSTS_LIMIT, U32),
              new Field<>(38, PortAttributes.MULTICAST_EHT_HOSTS, U32),
              new Field<>(39, PortAttributes.LOCKED, FLAG),
              new Field<>(40, PortAttributes.MAC_AUTHENTICATION_BYPASS, FLAG),
              new Field<>(41, PortAttributes.MULTICAST_GROUPS, U32),
              new Field<>(42, PortAttributes.MULTICAST_MAXIMUM_GROUPS, U32),
              new Field<>(43, PortAttributes.VLAN_NEIGHBOUR_SUPPRESSION, FLAG),
              new Field<>(44, PortAttributes.BACKUP_NEXTHOP, U32)),
          PortAttributes.RAW,
          // LEARNING_SYNC is a switch driver's, FLUSH an action, PAD nothing, MRP_* what MRP sees
          Set.of(11, 24, 26, 35, 36));

  private PortFields() {}
}
