package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.Attribute.observed;
import static org.xnsh.network.Attribute.sticky;
import static org.xnsh.network.ObjectKind.LINK;

import java.util.List;

/// What a link has whatever its kind (include/uapi/linux/if_link.h, IFLA_*).
public final class LinkAttributes {

  public static final Attribute<LinkName> NAME =
      configured(LINK, 0, "name", ValueType.NAME, "the name, 1 to 15 bytes");
  public static final Attribute<List<String>> ALTERNATIVE_NAMES =
      configured(LINK, 1, "altnames", ValueType.NAMES, "further names, in the kernel's order");
  public static final Attribute<String> KIND =
      configured(
          LINK,
          2,
          "kind",
          ValueType.TEXT,
          "what made it: bridge, veth, dummy; empty for hardware and vifs");
  public static final Attribute<RawOptions> KIND_DATA =
      derived(
          LINK,
          3,
          "kind data",
          ValueType.RAW,
          "options of a kind other than bridge, as the kernel gives them");
  public static final Attribute<Long> HARDWARE_TYPE =
      derived(LINK, 4, "hardware type", ValueType.NUMBER, "ARPHRD_*: 1 is Ethernet, 772 loopback");
  public static final Attribute<MacAddress> MAC =
      configured(
          LINK,
          5,
          "address",
          ValueType.MAC,
          "hardware address; of an unpinned bridge the kernel computes it");
  public static final Attribute<Boolean> MAC_PINNED =
      sticky(
          LINK,
          6,
          "pinned address",
          ValueType.FLAG,
          "a bridge whose address was set by hand no longer follows its ports");
  public static final Attribute<MacAddress> BROADCAST =
      derived(LINK, 7, "broadcast", ValueType.MAC, "hardware broadcast address");
  public static final Attribute<Long> MTU = configured(LINK, 8, "mtu", ValueType.NUMBER, "bytes");
  public static final Attribute<Long> MINIMUM_MTU =
      derived(LINK, 9, "min mtu", ValueType.NUMBER, "bytes");
  public static final Attribute<Long> MAXIMUM_MTU =
      derived(LINK, 10, "max mtu", ValueType.NUMBER, "bytes");
  public static final Attribute<Boolean> UP =
      configured(LINK, 11, "up", ValueType.FLAG, "administrative state, IFF_UP");
  public static final Attribute<Boolean> ARP =
      configured(LINK, 12, "arp", ValueType.FLAG, "answers ARP; not IFF_NOARP");
  public static final Attribute<Boolean> MULTICAST =
      configured(LINK, 13, "multicast", ValueType.FLAG, "IFF_MULTICAST");
  public static final Attribute<Boolean> ALL_MULTICAST =
      configured(LINK, 14, "allmulticast", ValueType.FLAG, "IFF_ALLMULTI as set by hand");
  public static final Attribute<Boolean> PROMISCUOUS =
      configured(LINK, 15, "promisc", ValueType.FLAG, "IFF_PROMISC as set by hand");
  public static final Attribute<Boolean> DYNAMIC =
      configured(LINK, 16, "dynamic", ValueType.FLAG, "IFF_DYNAMIC");
  public static final Attribute<Long> MASTER =
      configured(LINK, 17, "master", ValueType.NUMBER, "ifindex of the link that it is a port of");
  public static final Attribute<Long> LOWER =
      derived(
          LINK, 18, "link", ValueType.NUMBER, "ifindex of the link below, or the peer of a veth");
  public static final Attribute<Long> LOWER_NAMESPACE =
      derived(LINK, 19, "link-netnsid", ValueType.NUMBER, "namespace in which that ifindex counts");
  public static final Attribute<String> ALIAS =
      configured(LINK, 20, "alias", ValueType.TEXT, "free text of at most 255 bytes");
  public static final Attribute<Long> GROUP =
      configured(LINK, 21, "group", ValueType.NUMBER, "link group, 0 is default");
  public static final Attribute<Long> QUEUE_LENGTH =
      configured(LINK, 22, "qlen", ValueType.NUMBER, "packets");
  public static final Attribute<Boolean> PROTOCOL_DOWN =
      configured(LINK, 23, "protodown", ValueType.FLAG, "held down by a protocol");
  public static final Attribute<Long> ADDRESS_GENERATION =
      configured(
          LINK,
          24,
          "addrgenmode",
          ValueType.NUMBER,
          "IPv6 interface identifiers: 0 eui64, 1 none, 2 stable secret, 3 random");
  public static final Attribute<Long> GSO_MAXIMUM_SIZE =
      configured(LINK, 25, "gso_max_size", ValueType.NUMBER, "bytes");
  public static final Attribute<Long> GSO_MAXIMUM_SEGMENTS =
      configured(LINK, 26, "gso_max_segs", ValueType.NUMBER, "segments");
  public static final Attribute<Long> GRO_MAXIMUM_SIZE =
      configured(LINK, 27, "gro_max_size", ValueType.NUMBER, "bytes");
  public static final Attribute<String> PARENT_BUS =
      derived(
          LINK,
          28,
          "parentbus",
          ValueType.TEXT,
          "bus of the device behind it: xen-backend, pci, virtio");
  public static final Attribute<String> PARENT_DEVICE =
      derived(LINK, 29, "parentdev", ValueType.TEXT, "its name on that bus: vif-1-0");
  public static final Attribute<Boolean> CARRIER =
      derived(LINK, 30, "carrier", ValueType.FLAG, "something answers at the other end");
  public static final Attribute<Long> OPERATIONAL_STATE =
      derived(
          LINK,
          31,
          "state",
          ValueType.NUMBER,
          "RFC 2863: 0 unknown, 2 down, 3 lower layer down, 5 dormant, 6 up");
  public static final Attribute<Long> LINK_MODE =
      configured(LINK, 32, "mode", ValueType.NUMBER, "0 default, 1 dormant");
  public static final Attribute<Long> PROMISCUITY =
      observed(LINK, 33, "promiscuity", ValueType.NUMBER, "how many users want every frame");
  public static final Attribute<String> QUEUEING =
      derived(LINK, 34, "qdisc", ValueType.TEXT, "queueing discipline");
  public static final Attribute<Long> GSO_IPV4_MAXIMUM_SIZE =
      configured(LINK, 35, "gso_ipv4_max_size", ValueType.NUMBER, "bytes");
  public static final Attribute<Long> GRO_IPV4_MAXIMUM_SIZE =
      configured(LINK, 36, "gro_ipv4_max_size", ValueType.NUMBER, "bytes");

  /// A bridge takes the least of its ports', and keeps what it had last when none is left.
  public static final Attribute<Long> TSO_MAXIMUM_SIZE =
      derived(LINK, 37, "tso_max_size", ValueType.NUMBER, "bytes that the device can segment");

  static final AttributeTable TABLE =
      new AttributeTable(
          LINK,
          List.of(
              NAME,
              ALTERNATIVE_NAMES,
              KIND,
              KIND_DATA,
              HARDWARE_TYPE,
              MAC,
              MAC_PINNED,
              BROADCAST,
              MTU,
              MINIMUM_MTU,
              MAXIMUM_MTU,
              UP,
              ARP,
              MULTICAST,
              ALL_MULTICAST,
              PROMISCUOUS,
              DYNAMIC,
              MASTER,
              LOWER,
              LOWER_NAMESPACE,
              ALIAS,
              GROUP,
              QUEUE_LENGTH,
              PROTOCOL_DOWN,
              ADDRESS_GENERATION,
              GSO_MAXIMUM_SIZE,
              GSO_MAXIMUM_SEGMENTS,
              GRO_MAXIMUM_SIZE,
              PARENT_BUS,
              PARENT_DEVICE,
              CARRIER,
              OPERATIONAL_STATE,
              LINK_MODE,
              PROMISCUITY,
              QUEUEING,
              GSO_IPV4_MAXIMUM_SIZE,
              GRO_IPV4_MAXIMUM_SIZE,
              TSO_MAXIMUM_SIZE));

  private LinkAttributes() {}
}
