package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.Attribute.observed;
import static org.xnsh.network.Attribute.sticky;
import static org.xnsh.network.ObjectKind.PORT;

import java.util.List;

/// What a bridge port has (include/uapi/linux/if_link.h, IFLA_BRPORT_*).
public final class PortAttributes {

  public static final Attribute<Long> STATE =
      derived(
          PORT,
          0,
          "state",
          ValueType.NUMBER,
          "0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking");
  public static final Attribute<Long> PRIORITY =
      configured(PORT, 1, "priority", ValueType.NUMBER, "0 to 63");
  public static final Attribute<Long> COST =
      sticky(
          PORT,
          2,
          "cost",
          ValueType.NUMBER,
          "1 to 65535; once set by hand it no longer follows the link's speed");
  public static final Attribute<Boolean> HAIRPIN =
      configured(PORT, 3, "hairpin", ValueType.FLAG, "may send a frame back where it came from");
  public static final Attribute<Boolean> GUARD =
      configured(PORT, 4, "guard", ValueType.FLAG, "drops BPDUs");
  public static final Attribute<Boolean> ROOT_BLOCK =
      configured(PORT, 5, "root_block", ValueType.FLAG, "may not become the root port");
  public static final Attribute<Boolean> FAST_LEAVE =
      configured(PORT, 6, "fastleave", ValueType.FLAG, "multicast group left at once");
  public static final Attribute<Boolean> LEARNING =
      configured(PORT, 7, "learning", ValueType.FLAG, "learns source addresses");
  public static final Attribute<Boolean> FLOOD =
      configured(PORT, 8, "flood", ValueType.FLAG, "gets unknown unicast");
  public static final Attribute<Boolean> PROXY_ARP =
      configured(PORT, 9, "proxy_arp", ValueType.FLAG, "answers ARP for neighbours");
  public static final Attribute<Boolean> PROXY_ARP_WIFI =
      configured(PORT, 10, "proxy_arp_wifi", ValueType.FLAG, "as proxy_arp, towards one station");
  public static final Attribute<Long> MULTICAST_ROUTER =
      configured(
          PORT, 11, "mcast_router", ValueType.NUMBER, "0 never, 1 learn, 2 always, 3 temporary");
  public static final Attribute<Boolean> MULTICAST_TO_UNICAST =
      configured(PORT, 12, "mcast_to_unicast", ValueType.FLAG, "a copy for each member");
  public static final Attribute<Boolean> MULTICAST_FLOOD =
      configured(PORT, 13, "mcast_flood", ValueType.FLAG, "gets unknown multicast");
  public static final Attribute<Boolean> BROADCAST_FLOOD =
      configured(PORT, 14, "bcast_flood", ValueType.FLAG, "gets broadcast");
  public static final Attribute<Long> GROUP_FORWARD_MASK =
      configured(
          PORT,
          15,
          "group_fwd_mask",
          ValueType.NUMBER,
          "which link-local groups are forwarded, a bit each");
  public static final Attribute<Boolean> NEIGHBOUR_SUPPRESSION =
      configured(
          PORT, 16, "neigh_suppress", ValueType.FLAG, "ARP and ND answered for known neighbours");
  public static final Attribute<Boolean> VLAN_NEIGHBOUR_SUPPRESSION =
      configured(
          PORT, 17, "neigh_vlan_suppress", ValueType.FLAG, "as neigh_suppress, for each VLAN");
  public static final Attribute<Boolean> ISOLATED =
      configured(PORT, 18, "isolated", ValueType.FLAG, "talks only to ports that are not isolated");
  public static final Attribute<Boolean> LOCKED =
      configured(PORT, 19, "locked", ValueType.FLAG, "forwards only for known sources");
  public static final Attribute<Boolean> MAC_AUTHENTICATION_BYPASS =
      configured(PORT, 20, "mab", ValueType.FLAG, "notes unknown sources on a locked port");
  public static final Attribute<Boolean> VLAN_TUNNEL =
      configured(PORT, 21, "vlan_tunnel", ValueType.FLAG, "maps VLANs to tunnels");
  public static final Attribute<Long> BACKUP_PORT =
      configured(
          PORT,
          22,
          "backup_port",
          ValueType.NUMBER,
          "ifindex of the port that takes over without carrier");
  public static final Attribute<Long> BACKUP_NEXTHOP =
      configured(
          PORT,
          23,
          "backup_nhid",
          ValueType.NUMBER,
          "nexthop object for frames through the backup port");
  public static final Attribute<Long> MULTICAST_MAXIMUM_GROUPS =
      configured(PORT, 24, "mcast_max_groups", ValueType.NUMBER, "0 is no limit");
  public static final Attribute<Long> MULTICAST_EHT_HOSTS_LIMIT =
      configured(PORT, 25, "mcast_eht_hosts_limit", ValueType.NUMBER, "hosts");
  public static final Attribute<RawOptions> RAW =
      configured(
          PORT,
          26,
          "options without a name",
          ValueType.RAW,
          "IFLA_BRPORT_* that this version does not know");
  public static final Attribute<Long> NUMBER =
      derived(PORT, 27, "no", ValueType.NUMBER, "port number, the lowest free one at attach");
  public static final Attribute<Long> ID =
      derived(PORT, 28, "id", ValueType.NUMBER, "priority and number");
  public static final Attribute<String> DESIGNATED_ROOT =
      derived(PORT, 29, "designated_root", ValueType.TEXT, "as ip prints it");
  public static final Attribute<String> DESIGNATED_BRIDGE =
      derived(PORT, 30, "designated_bridge", ValueType.TEXT, "as ip prints it");
  public static final Attribute<Long> DESIGNATED_PORT =
      derived(PORT, 31, "designated_port", ValueType.NUMBER, "port id");
  public static final Attribute<Long> DESIGNATED_COST =
      derived(PORT, 32, "designated_cost", ValueType.NUMBER, "path cost to the root");
  public static final Attribute<Long> TOPOLOGY_CHANGE_ACKNOWLEDGED =
      derived(PORT, 33, "topology_change_ack", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> CONFIGURATION_PENDING =
      derived(PORT, 34, "config_pending", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> MULTICAST_GROUPS =
      observed(PORT, 35, "mcast_n_groups", ValueType.NUMBER, "groups joined now");
  public static final Attribute<Long> MULTICAST_EHT_HOSTS =
      observed(PORT, 36, "mcast_eht_hosts_cnt", ValueType.NUMBER, "hosts tracked now");
  public static final Attribute<Long> MESSAGE_AGE_TIMER =
      observed(PORT, 37, "message_age_timer", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> FORWARD_DELAY_TIMER =
      observed(PORT, 38, "forward_delay_timer", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> HOLD_TIMER =
      observed(PORT, 39, "hold_timer", ValueType.NUMBER, "hundredths of a second");

  static final AttributeTable TABLE =
      new AttributeTable(
          PORT,
          List.of(
              STATE,
              PRIORITY,
              COST,
              HAIRPIN,
              GUARD,
              ROOT_BLOCK,
              FAST_LEAVE,
              LEARNING,
              FLOOD,
              PROXY_ARP,
              PROXY_ARP_WIFI,
              MULTICAST_ROUTER,
              MULTICAST_TO_UNICAST,
              MULTICAST_FLOOD,
              BROADCAST_FLOOD,
              GROUP_FORWARD_MASK,
              NEIGHBOUR_SUPPRESSION,
              VLAN_NEIGHBOUR_SUPPRESSION,
              ISOLATED,
              LOCKED,
              MAC_AUTHENTICATION_BYPASS,
              VLAN_TUNNEL,
              BACKUP_PORT,
              BACKUP_NEXTHOP,
              MULTICAST_MAXIMUM_GROUPS,
              MULTICAST_EHT_HOSTS_LIMIT,
              RAW,
              NUMBER,
              ID,
              DESIGNATED_ROOT,
              DESIGNATED_BRIDGE,
              DESIGNATED_PORT,
              DESIGNATED_COST,
              TOPOLOGY_CHANGE_ACKNOWLEDGED,
              CONFIGURATION_PENDING,
              MULTICAST_GROUPS,
              MULTICAST_EHT_HOSTS,
              MESSAGE_AGE_TIMER,
              FORWARD_DELAY_TIMER,
              HOLD_TIMER));

  private PortAttributes() {}
}
