package org.xnsh.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.xnsh.host.Topology.BridgePlan;
import org.xnsh.host.Topology.Cable;
import org.xnsh.host.Topology.End;
import org.xnsh.host.Topology.Gateway;
import org.xnsh.host.Topology.Place;
import org.xnsh.host.Topology.VifPlan;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Prefix;

/// The topologies that have a name.
public final class Topologies {

  /// What the kernel allows is 1023 ports a bridge; a round number below it.
  private static final int PORTS_OF_A_BRIDGE = 1000;

  private static final int MOST_PORTS = 20_000;

  private static final MacAddress ETH0 = MacAddress.parse("00:1a:64:2e:51:d0");
  private static final MacAddress ETH1 = MacAddress.parse("00:1a:64:2e:51:d2");
  private static final MacAddress TEST = MacAddress.parse("00:16:3e:10:e4:53");
  private static final MacAddress WEB = MacAddress.parse("00:16:3e:10:e4:54");
  private static final String UPLINK_ADDRESS = "128.153.144.204/24";
  private static final String SECOND_ADDRESS = "192.168.1.10/24";

  private Topologies() {}

  /// What `--lab=` and `--simulated=` take; with `N` a number.
  public static List<String> names() {
    return List.of("seed", "bare", "empty", "ports:N");
  }

  /// The topology of that name; nothing where there is none.
  public static Optional<Topology> named(String name) {
    return switch (name) {
      case "seed" -> Optional.of(seed());
      case "bare" -> Optional.of(bare());
      case "empty" -> Optional.of(empty());
      default -> {
        String count = name.startsWith("ports:") ? name.substring(6) : "";
        yield count.matches("[1-9][0-9]{0,4}") && Integer.parseInt(count) <= MOST_PORTS
            ? Optional.of(ports(Integer.parseInt(count)))
            : Optional.empty();
      }
    };
  }

  /// The host of the article after two starts of `network-bridge` in the manner of Xen 3: the
  /// uplink is called `peth0` and is a port, `eth0` is dom0's own end of a loop whose other end
  /// `vif0.0` is a port too. Guests `test` and `web` run, and libvirt has made `virbr0`.
  public static Topology seed() {
    return new Topology(
        "seed",
        List.of(
            new Cable(below("peth0"), outside(0, "128.153.144.1/24")),
            new Cable(below("peth1"), outside(1, "192.168.1.1/24")),
            new Cable(above("eth0", ETH0, UPLINK_ADDRESS), below("vif0.0")),
            new Cable(above("eth1", ETH1, SECOND_ADDRESS), below("vif0.1")),
            new Cable(vif("vif3.0", true), guest("test", TEST, "192.168.1.20/24")),
            new Cable(vif("vif4.0", true), guest("web", WEB, "128.153.144.205/24"))),
        List.of(
            xenBridge("xenbr0", List.of("vif0.0", "peth0", "vif4.0")),
            xenBridge("test", List.of("vif0.1", "peth1", "vif3.0")),
            new BridgePlan(
                "virbr0",
                Optional.of(MacAddress.parse("52:54:00:6e:b3:01")),
                true,
                200,
                true,
                true,
                true,
                List.of(Prefix.parse("192.168.122.1/24")),
                List.of())),
        gateways(),
        vifs("xenbr0"));
  }

  /// Uplinks with their addresses and vifs without a bridge: what a mode switch begins with.
  public static Topology bare() {
    return new Topology(
        "bare",
        List.of(
            new Cable(above("eth0", ETH0, UPLINK_ADDRESS), outside(0, "128.153.144.1/24")),
            new Cable(above("eth1", ETH1, SECOND_ADDRESS), outside(1, "192.168.1.1/24")),
            new Cable(vif("vif3.0", false), guest("test", TEST, "192.168.1.20/24")),
            new Cable(vif("vif4.0", false), guest("web", WEB, "128.153.144.205/24"))),
        List.of(),
        gateways(),
        vifs("xenbr0"));
  }

  /// Nothing but `lo`.
  public static Topology empty() {
    return new Topology("empty", List.of(), List.of(), List.of(), List.of());
  }

  /// Many vifs, each of a domain of its own, over bridges of at most 1000 ports. All far ends are
  /// in one place.
  public static Topology ports(int count) {
    Place crowd = Place.guest("crowd");
    List<Cable> cables = new ArrayList<>();
    List<VifPlan> vifs = new ArrayList<>();
    List<BridgePlan> bridges = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int domain = i + 1;
      String bridge = "xenbr" + i / PORTS_OF_A_BRIDGE;
      String name = "vif" + domain + ".0";
      MacAddress mac = new MacAddress(0x0016_3e00_0000L + domain);
      cables.add(
          new Cable(
              vif(name, true), new End(crowd, "g" + domain, mac, true, true, true, List.of())));
      vifs.add(vifPlan(name, domain, "dom" + domain, mac, bridge));
      ports.add(name);
      if (ports.size() == PORTS_OF_A_BRIDGE || i == count - 1) {
        bridges.add(xenBridge(bridge, ports));
        ports = new ArrayList<>();
      }
    }
    return new Topology("ports:" + count, cables, bridges, List.of(), vifs);
  }

  private static BridgePlan xenBridge(String name, List<String> ports) {
    return new BridgePlan(name, Optional.empty(), false, 0, true, false, false, List.of(), ports);
  }

  private static List<Gateway> gateways() {
    IpAddress first = IpAddress.parse("128.153.144.1");
    IpAddress second = IpAddress.parse("192.168.1.1");
    return List.of(
        new Gateway(Place.DOM0, first, "eth0"),
        new Gateway(Place.guest("test"), second, "eth0"),
        new Gateway(Place.guest("web"), first, "eth0"));
  }

  private static List<VifPlan> vifs(String bridgeOfWeb) {
    return List.of(
        vifPlan("vif3.0", 3, "test", TEST, "test"), vifPlan("vif4.0", 4, "web", WEB, bridgeOfWeb));
  }

  private static VifPlan vifPlan(
      String link, int domain, String name, MacAddress mac, String bridge) {
    String uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new VifPlan(link, domain, 0, name, uuid, mac, bridge, List.of());
  }

  /// An uplink or loop end that network-bridge has put below a bridge.
  private static End below(String name) {
    return new End(Place.DOM0, name, MacAddress.VIF_BACKEND, true, false, false, List.of());
  }

  private static End above(String name, MacAddress mac, String address) {
    return new End(Place.DOM0, name, mac, true, true, true, List.of(Prefix.parse(address)));
  }

  /// A vif as netback and vif-bridge leave it: today's scripts do not touch ARP.
  private static End vif(String name, boolean up) {
    return new End(Place.DOM0, name, MacAddress.VIF_BACKEND, up, true, true, List.of());
  }

  private static End guest(String name, MacAddress mac, String address) {
    return new End(
        Place.guest(name), "eth0", mac, true, true, true, List.of(Prefix.parse(address)));
  }

  private static End outside(int number, String address) {
    return new End(
        Place.OUTSIDE,
        "out" + number,
        new MacAddress(0x0000_5e00_5300L + number),
        true,
        true,
        true,
        List.of(Prefix.parse(address)));
  }
}
