package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.Attribute.observed;
import static org.xnsh.network.Attribute.sticky;
import static org.xnsh.network.ObjectKind.BRIDGE;

import java.util.List;

/// What a bridge has beyond a link (include/uapi/linux/if_link.h, IFLA_BR_*). Numbers are as the
/// kernel gives them: times in hundredths of a second. Where a foreign STP root hides the
/// configured delays, the attributes without "in force" hold the configured ones.
public final class BridgeAttributes {

  public static final Attribute<Long> FORWARD_DELAY =
      configured(
          BRIDGE,
          0,
          "forward_delay",
          ValueType.NUMBER,
          "hundredths of a second; 200 to 3000 with STP, any without");
  public static final Attribute<Long> HELLO_TIME =
      configured(
          BRIDGE,
          1,
          "hello_time",
          ValueType.NUMBER,
          "hundredths of a second; 100 to 1000 with STP");
  public static final Attribute<Long> MAX_AGE =
      configured(
          BRIDGE, 2, "max_age", ValueType.NUMBER, "hundredths of a second; 600 to 4000 with STP");
  public static final Attribute<Long> AGEING_TIME =
      configured(BRIDGE, 3, "ageing_time", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> STP_STATE =
      configured(BRIDGE, 4, "stp_state", ValueType.NUMBER, "0 off, 1 kernel, 2 user space");
  public static final Attribute<Long> PRIORITY =
      configured(
          BRIDGE, 5, "priority", ValueType.NUMBER, "0 to 65535, lower wins the root election");
  public static final Attribute<Long> VLAN_FILTERING =
      configured(BRIDGE, 6, "vlan_filtering", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> VLAN_PROTOCOL =
      configured(BRIDGE, 7, "vlan_protocol", ValueType.NUMBER, "33024 is 802.1Q, 34984 is 802.1ad");
  public static final Attribute<Long> VLAN_DEFAULT_PVID =
      configured(
          BRIDGE, 8, "vlan_default_pvid", ValueType.NUMBER, "VLAN of untagged frames on new ports");
  public static final Attribute<Long> VLAN_STATISTICS =
      configured(BRIDGE, 9, "vlan_stats_enabled", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> VLAN_STATISTICS_PER_PORT =
      configured(BRIDGE, 10, "vlan_stats_per_port", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> GROUP_FORWARD_MASK =
      configured(
          BRIDGE,
          11,
          "group_fwd_mask",
          ValueType.NUMBER,
          "which link-local groups are forwarded, a bit each");
  public static final Attribute<MacAddress> GROUP_ADDRESS =
      configured(BRIDGE, 12, "group_address", ValueType.MAC, "destination of BPDUs");
  public static final Attribute<Long> BOOLEAN_OPTIONS =
      configured(BRIDGE, 13, "boolopt", ValueType.NUMBER, "bits of enum br_boolopt_id");
  public static final Attribute<Long> MULTICAST_ROUTER =
      configured(BRIDGE, 14, "mcast_router", ValueType.NUMBER, "0 never, 1 learn, 2 always");
  public static final Attribute<Long> MULTICAST_SNOOPING =
      configured(BRIDGE, 15, "mcast_snooping", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> MULTICAST_QUERY_USE_ADDRESS =
      configured(BRIDGE, 16, "mcast_query_use_ifaddr", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> MULTICAST_QUERIER =
      configured(BRIDGE, 17, "mcast_querier", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> MULTICAST_HASH_ELASTICITY =
      derived(BRIDGE, 18, "mcast_hash_elasticity", ValueType.NUMBER, "fixed since 5.0");
  public static final Attribute<Long> MULTICAST_HASH_MAXIMUM =
      configured(BRIDGE, 19, "mcast_hash_max", ValueType.NUMBER, "groups");
  public static final Attribute<Long> MULTICAST_LAST_MEMBER_COUNT =
      configured(BRIDGE, 20, "mcast_last_member_count", ValueType.NUMBER, "queries");
  public static final Attribute<Long> MULTICAST_STARTUP_QUERY_COUNT =
      configured(BRIDGE, 21, "mcast_startup_query_count", ValueType.NUMBER, "queries");
  public static final Attribute<Long> MULTICAST_LAST_MEMBER_INTERVAL =
      configured(
          BRIDGE, 22, "mcast_last_member_interval", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MULTICAST_MEMBERSHIP_INTERVAL =
      configured(
          BRIDGE, 23, "mcast_membership_interval", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MULTICAST_QUERIER_INTERVAL =
      configured(BRIDGE, 24, "mcast_querier_interval", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MULTICAST_QUERY_INTERVAL =
      configured(BRIDGE, 25, "mcast_query_interval", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MULTICAST_QUERY_RESPONSE_INTERVAL =
      configured(
          BRIDGE, 26, "mcast_query_response_interval", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MULTICAST_STARTUP_QUERY_INTERVAL =
      configured(
          BRIDGE, 27, "mcast_startup_query_interval", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MULTICAST_STATISTICS =
      configured(BRIDGE, 28, "mcast_stats_enabled", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> MULTICAST_IGMP_VERSION =
      configured(BRIDGE, 29, "mcast_igmp_version", ValueType.NUMBER, "2 or 3");
  public static final Attribute<Long> MULTICAST_MLD_VERSION =
      configured(BRIDGE, 30, "mcast_mld_version", ValueType.NUMBER, "1 or 2");
  public static final Attribute<Long> NETFILTER_IPTABLES =
      configured(BRIDGE, 31, "nf_call_iptables", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> NETFILTER_IP6TABLES =
      configured(BRIDGE, 32, "nf_call_ip6tables", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> NETFILTER_ARPTABLES =
      configured(BRIDGE, 33, "nf_call_arptables", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> FDB_MAXIMUM_LEARNED =
      configured(BRIDGE, 34, "fdb_max_learned", ValueType.NUMBER, "entries; 0 is no limit");
  public static final Attribute<RawOptions> RAW =
      configured(
          BRIDGE,
          35,
          "options without a name",
          ValueType.RAW,
          "IFLA_BR_* that this version does not know");
  public static final Attribute<Boolean> MTU_PINNED =
      sticky(
          BRIDGE,
          36,
          "pinned mtu",
          ValueType.FLAG,
          "a bridge whose MTU was set by hand no longer follows its ports; nothing in the kernel shows it");
  public static final Attribute<Long> FORWARD_DELAY_IN_FORCE =
      derived(
          BRIDGE,
          37,
          "forward delay in force",
          ValueType.NUMBER,
          "hundredths of a second; the root's under a foreign STP root");
  public static final Attribute<Long> HELLO_TIME_IN_FORCE =
      derived(BRIDGE, 38, "hello time in force", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> MAX_AGE_IN_FORCE =
      derived(BRIDGE, 39, "max age in force", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<String> BRIDGE_ID =
      derived(
          BRIDGE,
          40,
          "bridge_id",
          ValueType.TEXT,
          "priority and address, as ip prints them: 8000.2:0:0:0:0:1");
  public static final Attribute<String> ROOT_ID =
      derived(BRIDGE, 41, "designated_root", ValueType.TEXT, "the root that it follows");
  public static final Attribute<Long> ROOT_PORT =
      derived(
          BRIDGE,
          42,
          "root_port",
          ValueType.NUMBER,
          "number of the port towards the root, 0 when it is the root");
  public static final Attribute<Long> ROOT_PATH_COST =
      derived(BRIDGE, 43, "root_path_cost", ValueType.NUMBER, "0 when it is the root");
  public static final Attribute<Long> TOPOLOGY_CHANGE =
      derived(BRIDGE, 44, "topology_change", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> TOPOLOGY_CHANGE_DETECTED =
      derived(BRIDGE, 45, "topology_change_detected", ValueType.NUMBER, "0 or 1");
  public static final Attribute<Long> HELLO_TIMER =
      observed(BRIDGE, 46, "hello_timer", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> TCN_TIMER =
      observed(BRIDGE, 47, "tcn_timer", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> TOPOLOGY_CHANGE_TIMER =
      observed(BRIDGE, 48, "topology_change_timer", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> GC_TIMER =
      observed(BRIDGE, 49, "gc_timer", ValueType.NUMBER, "hundredths of a second");
  public static final Attribute<Long> FDB_LEARNED =
      observed(BRIDGE, 50, "fdb_n_learned", ValueType.NUMBER, "entries");

  static final AttributeTable TABLE =
      new AttributeTable(
          BRIDGE,
          List.of(
              FORWARD_DELAY,
              HELLO_TIME,
              MAX_AGE,
              AGEING_TIME,
              STP_STATE,
              PRIORITY,
              VLAN_FILTERING,
              VLAN_PROTOCOL,
              VLAN_DEFAULT_PVID,
              VLAN_STATISTICS,
              VLAN_STATISTICS_PER_PORT,
              GROUP_FORWARD_MASK,
              GROUP_ADDRESS,
              BOOLEAN_OPTIONS,
              MULTICAST_ROUTER,
              MULTICAST_SNOOPING,
              MULTICAST_QUERY_USE_ADDRESS,
              MULTICAST_QUERIER,
              MULTICAST_HASH_ELASTICITY,
              MULTICAST_HASH_MAXIMUM,
              MULTICAST_LAST_MEMBER_COUNT,
              MULTICAST_STARTUP_QUERY_COUNT,
              MULTICAST_LAST_MEMBER_INTERVAL,
              MULTICAST_MEMBERSHIP_INTERVAL,
              MULTICAST_QUERIER_INTERVAL,
              MULTICAST_QUERY_INTERVAL,
              MULTICAST_QUERY_RESPONSE_INTERVAL,
              MULTICAST_STARTUP_QUERY_INTERVAL,
              MULTICAST_STATISTICS,
              MULTICAST_IGMP_VERSION,
              MULTICAST_MLD_VERSION,
              NETFILTER_IPTABLES,
              NETFILTER_IP6TABLES,
              NETFILTER_ARPTABLES,
              FDB_MAXIMUM_LEARNED,
              RAW,
              MTU_PINNED,
              FORWARD_DELAY_IN_FORCE,
              HELLO_TIME_IN_FORCE,
              MAX_AGE_IN_FORCE,
              BRIDGE_ID,
              ROOT_ID,
              ROOT_PORT,
              ROOT_PATH_COST,
              TOPOLOGY_CHANGE,
              TOPOLOGY_CHANGE_DETECTED,
              HELLO_TIMER,
              TCN_TIMER,
              TOPOLOGY_CHANGE_TIMER,
              GC_TIMER,
              FDB_LEARNED));

  private BridgeAttributes() {}
}
