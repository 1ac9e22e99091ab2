package org.xnsh.host.linux.netlink;

import static org.xnsh.host.linux.netlink.Field.BE16;
import static org.xnsh.host.linux.netlink.Field.BRIDGE_ID;
import static org.xnsh.host.linux.netlink.Field.MAC;
import static org.xnsh.host.linux.netlink.Field.U16;
import static org.xnsh.host.linux.netlink.Field.U32;
import static org.xnsh.host.linux.netlink.Field.U64;
import static org.xnsh.host.linux.netlink.Field.U8;

import java.util.List;
import java.util.Set;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;

/// IFLA_BR_* within IFLA_INFO_DATA (include/uapi/linux/if_link.h).
final class BridgeFields {

  static final int IFLA_BR_MULTI_BOOLOPT = 46;

  private static final Field.Form<Long> BOOLEANS =
      new Field.Form<>() {
        @Override
        public Long read(AttributeCursor from) throws MalformedMessage {
          return from.u32At(0) & from.u32At(4);
        }

        @Override
        public void write(MessageWriter to, int type, Long value) {
          throw new IllegalArgumentException("a mask of the bits that change is needed beside");
        }
      };

  static final FieldTable TABLE =
      new FieldTable(
          List.of(
              new Field<>(1, BridgeAttributes.FORWARD_DELAY, U32),
              new Field<>(2, BridgeAttributes.HELLO_TIME, U32),
              new Field<>(3, BridgeAttributes.MAX_AGE, U32),
              new Field<>(4, BridgeAttributes.AGEING_TIME, U32),
              new Field<>(5, BridgeAttributes.STP_STATE, U32),
              new Field<>(6, BridgeAttributes.PRIORITY, U16),
              new Field<>(7, BridgeAttributes.VLAN_FILTERING, U8),
              new Field<>(8, BridgeAttributes.VLAN_PROTOCOL, BE16),
              new Field<>(9, BridgeAttributes.GROUP_FORWARD_MASK, U16),
              new Field<>(10, BridgeAttributes.ROOT_ID, BRIDGE_ID),
              new Field<>(11, BridgeAttributes.BRIDGE_ID, BRIDGE_ID),
              new Field<>(12, BridgeAttributes.ROOT_PORT, U16),
              new Field<>(13, BridgeAttributes.ROOT_PATH_COST, U32),
              new Field<>(14, BridgeAttributes.TOPOLOGY_CHANGE, U8),
              new Field<>(15, BridgeAttributes.TOPOLOGY_CHANGE_DETECTED, U8),
              new Field<>(16, BridgeAttributes.HELLO_TIMER, U64),
              new Field<>(17, BridgeAttributes.TCN_TIMER, U64),
              new Field<>(18, BridgeAttributes.TOPOLOGY_CHANGE_TIMER, U64),
              new Field<>(19, BridgeAttributes.GC_TIMER, U64),
              new Field<>(20, BridgeAttributes.GROUP_ADDRESS, MAC),
              new Field<>(22, BridgeAttributes.MULTICAST_ROUTER, U8),
              new Field<>(23, BridgeAttributes.MULTICAST_SNOOPING, U8),
              new Field<>(24, BridgeAttributes.MULTICAST_QUERY_USE_ADDRESS, U8),
              new Field<>(25, BridgeAttributes.MULTICAST_QUERIER, U8),
              new Field<>(26, BridgeAttributes.MULTICAST_HASH_ELASTICITY, U32),
              new Field<>(27, BridgeAttributes.MULTICAST_HASH_MAXIMUM, U32),
              new Field<>(28, BridgeAttributes.MULTICAST_LAST_MEMBER_COUNT, U32),
              new Field<>(29, BridgeAttributes.MULTICAST_STARTUP_QUERY_COUNT, U32),
              new Field<>(30, BridgeAttributes.MULTICAST_LAST_MEMBER_INTERVAL, U64),
              new Field<>(31, BridgeAttributes.MULTICAST_MEMBERSHIP_INTERVAL, U64),
              new Field<>(32, BridgeAttributes.MULTICAST_QUERIER_INTERVAL, U64),
              new Field<>(33, BridgeAttributes.MULTICAST_QUERY_INTERVAL, U64),
              new Field<>(34, BridgeAttributes.MULTICAST_QUERY_RESPONSE_INTERVAL, U64),
              new Field<>(35, BridgeAttributes.MULTICAST_STARTUP_QUERY_INTERVAL, U64),
              new Field<>(36, BridgeAttributes.NETFILTER_IPTABLES, U8),
              new Field<>(37, BridgeAttributes.NETFILTER_IP6TABLES, U8),
              new Field<>(38, BridgeAttributes.NETFILTER_ARPTABLES, U8),
              new Field<>(39, BridgeAttributes.VLAN_DEFAULT_PVID, U16),
              new Field<>(41, BridgeAttributes.VLAN_STATISTICS, U8),
              new Field<>(42, BridgeAttributes.MULTICAST_STATISTICS, U8),
              new Field<>(43, BridgeAttributes.MULTICAST_IGMP_VERSION, U8),
              new Field<>(44, BridgeAttributes.MULTICAST_MLD_VERSION, U8),
              new Field<>(45, BridgeAttributes.VLAN_STATISTICS_PER_PORT, U8),
              new Field<>(IFLA_BR_MULTI_BOOLOPT, BridgeAttributes.BOOLEAN_OPTIONS, BOOLEANS),
              new Field<>(48, BridgeAttributes.FDB_LEARNED, U32),
              new Field<>(49, BridgeAttributes.FDB_MAXIMUM_LEARNED, U32)),
          BridgeAttributes.RAW,
          // FDB_FLUSH is an action, PAD is nothing, MCAST_QUERIER_STATE is who queries now
          Set.of(21, 40, 47));

  private BridgeFields() {}

  /// struct br_boolopt_multi: the values, and which of them count. Bits that the kernel does not
  /// know are refused, so only those count that change.
  static void writeBooleans(MessageWriter to, long before, long after) {
    int attribute = to.begin(IFLA_BR_MULTI_BOOLOPT);
    to.u32(after).u32(before ^ after).end(attribute);
  }

  static void read(AttributeCursor a, Attributes.Builder into) throws MalformedMessage {
    TABLE.read(a, into);
    Attributes read = into.build();
    into.put(BridgeAttributes.FORWARD_DELAY_IN_FORCE, read.number(BridgeAttributes.FORWARD_DELAY))
        .put(BridgeAttributes.HELLO_TIME_IN_FORCE, read.number(BridgeAttributes.HELLO_TIME))
        .put(BridgeAttributes.MAX_AGE_IN_FORCE, read.number(BridgeAttributes.MAX_AGE));
  }
}
