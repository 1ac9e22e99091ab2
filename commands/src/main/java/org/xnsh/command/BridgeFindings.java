package org.xnsh.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.VifAttributes;

/// What is wrong with bridges and their ports.
final class BridgeFindings {

  /// What netback gives every vif, so that no bridge takes it for its own while a NIC is in it.
  private static final MacAddress OF_VIFS = MacAddress.parse("fe:ff:ff:ff:ff:ff");

  private static final int BLOCKING = 4;

  private final Network network;
  private final List<Finding> findings = new ArrayList<>();

  private BridgeFindings(Network network) {
    this.network = network;
  }

  static List<Finding> of(Network network) {
    BridgeFindings all = new BridgeFindings(network);
    network.bridges().forEach(all::bridge);
    return all.findings;
  }

  private void bridge(int bridge) {
    List<Integer> ports = List.copyOf(network.ports(bridge));
    String name = network.nameOf(bridge);
    if (!ports.isEmpty() && !link(bridge).isOn(LinkAttributes.UP)) {
      findings.add(Finding.bad(name, "is down: its " + ports.size() + " ports are cut off"));
    }
    ports.forEach(p -> port(name, bridge, p));
    mtus(name, ports);
    equalMacs(name, ports);
  }

  private void port(String bridge, int bridgeIndex, int port) {
    String name = named(port);
    Attributes link = link(port);
    if (!link.isOn(LinkAttributes.UP)) {
      findings.add(Finding.bad(name, "is down, though a port of " + bridge));
    } else if (Uplinks.isUplink(network, port) && !link.isOn(LinkAttributes.CARRIER)) {
      findings.add(Finding.bad(name, "is an uplink of " + bridge + " and has no carrier"));
    } else if (link(bridgeIndex).isOn(LinkAttributes.UP)) {
      stp(bridge, port, name);
    }
    List<String> addresses = addresses(port);
    if (!addresses.isEmpty()) {
      findings.add(
          Finding.bad(
              name,
              "is a port of "
                  + bridge
                  + ", so its address "
                  + String.join(", ", addresses)
                  + " cannot be used: it belongs on "
                  + bridge));
    }
  }

  private void stp(String bridge, int port, String name) {
    int state = (int) network.get(new PortKey(port)).number(PortAttributes.STATE);
    String word = LinkCells.portState(network.get(new PortKey(port))).text();
    if (state == BLOCKING) {
      findings.add(
          Finding.warning(name, "is blocked by STP in " + bridge + ": there is a second way"));
    } else if (state == 1 || state == 2) {
      findings.add(
          Finding.warning(name, "is " + word + " in " + bridge + ": STP lets nothing pass yet"));
    }
  }

  private void mtus(String bridge, List<Integer> ports) {
    Map<Long, List<String>> mtus = new LinkedHashMap<>();
    for (int port : ports) {
      mtus.computeIfAbsent(link(port).number(LinkAttributes.MTU), _ -> new ArrayList<>())
          .add(network.nameOf(port));
    }
    if (mtus.size() > 1) {
      String all =
          mtus.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(e -> e.getKey() + " at " + some(e.getValue()))
              .collect(Collectors.joining(", "));
      findings.add(
          Finding.warning(bridge, "has ports of unequal MTU, longer frames are dropped: " + all));
    }
  }

  private static String some(List<String> names) {
    return names.size() <= 3
        ? String.join(" ", names)
        : String.join(" ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
  }

  private void equalMacs(String bridge, List<Integer> ports) {
    Map<MacAddress, List<String>> macs = new LinkedHashMap<>();
    for (int port : ports) {
      Optional<MacAddress> mac =
          network
              .get(new VifKey(port))
              .get(VifAttributes.MAC)
              .or(() -> link(port).get(LinkAttributes.MAC).filter(m -> !m.equals(OF_VIFS)));
      mac.ifPresent(m -> macs.computeIfAbsent(m, _ -> new ArrayList<>()).add(named(port)));
    }
    macs.forEach((mac, names) -> {
      if (names.size() > 1) {
        findings.add(
            Finding.bad(
                bridge,
                "has the address " + mac + " at several ports: " + String.join(", ", names)));
      }
    });
  }

  /// A link-local one every port may have; it does no harm.
  private List<String> addresses(int link) {
    List<String> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      for (AddressKey key : network.addresses(link, family)) {
        if (!key.local().toString().startsWith("fe80:")) {
          all.add(key.local().toString());
        }
      }
    }
    return all;
  }

  private Attributes link(int index) {
    return network.get(new LinkKey(index));
  }

  private String named(int link) {
    String domain = DomainNames.of(network, link);
    return network.nameOf(link) + (domain.isEmpty() ? "" : " (" + domain + ")");
  }
}
