package org.xnsh.command;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.ValueType;
import org.xnsh.transaction.EditRefused;

/// Bridge and port options in `ip`'s words, which are the attribute table's names.
final class OptionWords {

  private record Range(long least, long most) {}

  private static final Range BIT = new Range(0, 1);
  private static final Range SIXTEEN_BITS = new Range(0, 65535);
  private static final Range THIRTY_TWO_BITS = new Range(0, 0xffff_ffffL);

  /// br_netlink.c and br_stp.c; where nothing is said the kernel takes 32 bits.
  private static final Map<Attribute<?>, Range> RANGES =
      Map.ofEntries(
          Map.entry(BridgeAttributes.STP_STATE, BIT),
          Map.entry(BridgeAttributes.PRIORITY, SIXTEEN_BITS),
          Map.entry(BridgeAttributes.VLAN_FILTERING, BIT),
          Map.entry(BridgeAttributes.VLAN_DEFAULT_PVID, new Range(0, 4094)),
          Map.entry(BridgeAttributes.GROUP_FORWARD_MASK, SIXTEEN_BITS),
          Map.entry(BridgeAttributes.MULTICAST_ROUTER, new Range(0, 2)),
          Map.entry(BridgeAttributes.MULTICAST_SNOOPING, BIT),
          Map.entry(BridgeAttributes.MULTICAST_QUERIER, BIT),
          Map.entry(BridgeAttributes.MULTICAST_QUERY_USE_ADDRESS, BIT),
          Map.entry(BridgeAttributes.MULTICAST_STATISTICS, BIT),
          Map.entry(BridgeAttributes.MULTICAST_IGMP_VERSION, new Range(2, 3)),
          Map.entry(BridgeAttributes.MULTICAST_MLD_VERSION, new Range(1, 2)),
          Map.entry(BridgeAttributes.NETFILTER_IPTABLES, BIT),
          Map.entry(BridgeAttributes.NETFILTER_IP6TABLES, BIT),
          Map.entry(BridgeAttributes.NETFILTER_ARPTABLES, BIT),
          Map.entry(PortAttributes.PRIORITY, new Range(0, 63)),
          Map.entry(PortAttributes.COST, new Range(1, 65535)),
          Map.entry(PortAttributes.MULTICAST_ROUTER, new Range(0, 2)),
          Map.entry(PortAttributes.GROUP_FORWARD_MASK, SIXTEEN_BITS));

  private OptionWords() {}

  /// Reads options until the line ends.
  static Network set(Network network, ObjectKey key, WordReader words) throws EditRefused {
    Attributes changed = network.get(key);
    if (words.isDone()) {
      throw WordReader.usage("no option is given", "known are: " + known(key.kind()));
    }
    while (!words.isDone()) {
      changed = one(network, changed, words);
    }
    return network.with(key, changed);
  }

  private static Attributes one(Network network, Attributes of, WordReader words)
      throws EditRefused {
    if (of.of() == ObjectKind.PORT && words.take("nobackup_port")) {
      return of.with(PortAttributes.BACKUP_PORT, 0L);
    }
    if (of.of() == ObjectKind.PORT && words.take("backup_port")) {
      return of.with(PortAttributes.BACKUP_PORT, (long) words.link(network));
    }
    if (of.of() == ObjectKind.BRIDGE && words.take("vlan_protocol")) {
      return of.with(BridgeAttributes.VLAN_PROTOCOL, protocol(words.next("vlan_protocol")));
    }
    Optional<Attribute<?>> named =
        AttributeTable.of(of.of()).named(words.peek()).filter(OptionWords::isSettable);
    if (named.isEmpty()) {
      throw words.unknown("the " + of.of().word() + " options", known(of.of()));
    }
    Attribute<?> attribute = named.get();
    words.next(attribute.name());
    return of.withAny(attribute, Optional.of(value(attribute, words)));
  }

  private static Object value(Attribute<?> attribute, WordReader words) throws EditRefused {
    if (attribute.type() == ValueType.FLAG) {
      return words.onOff(attribute.name());
    }
    if (attribute.type() == ValueType.MAC) {
      return words.mac(attribute.name());
    }
    Range range = RANGES.getOrDefault(attribute, THIRTY_TWO_BITS);
    return words.number(attribute.name(), range.least(), range.most());
  }

  private static long protocol(String word) throws EditRefused {
    return switch (word) {
      case "802.1Q", "802.1q" -> 0x8100;
      case "802.1ad" -> 0x88a8;
      default ->
          throw WordReader.usage("vlan_protocol is 802.1Q or 802.1ad, not '" + word + "'", "");
    };
  }

  private static boolean isSettable(Attribute<?> attribute) {
    return attribute.standing().isRestored()
        && attribute.type() != ValueType.RAW
        && attribute.name().indexOf(' ') < 0;
  }

  private static String known(ObjectKind kind) {
    return AttributeTable.of(kind).attributes().stream()
        .filter(OptionWords::isSettable)
        .map(Attribute::name)
        .collect(Collectors.joining(", "));
  }
}
