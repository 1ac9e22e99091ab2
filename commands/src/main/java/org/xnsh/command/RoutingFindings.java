package org.xnsh.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;

/// What is wrong with addresses and routes of the host itself.
final class RoutingFindings {

  private RoutingFindings() {}

  /// @param strict whether net.ipv4.conf.all.rp_filter is 1
  static List<Finding> of(Network network, boolean strict) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<String>> holders = new LinkedHashMap<>();
    List<String> networks = new ArrayList<>();
    for (int link : network.links()) {
      for (IpFamily family : IpFamily.values()) {
        for (AddressKey key : network.addresses(link, family)) {
          String address = key.local().address().toString();
          boolean global = network.get(key).number(AddressAttributes.SCOPE) == 0;
          if (global) {
            holders.computeIfAbsent(address, _ -> new ArrayList<>()).add(network.nameOf(link));
          }
          if (network.get(key).isOn(AddressAttributes.DUPLICATE)) {
            findings.add(
                Finding.bad(network.nameOf(link), "another host has its address " + address));
          }
          if (global && family == IpFamily.IPV4 && !networks.contains(network.nameOf(link))) {
            networks.add(network.nameOf(link));
          }
        }
      }
    }
    holders.forEach((address, links) -> {
      if (links.size() > 1) {
        findings.add(Finding.warning(String.join(" ", links), "have the same address " + address));
      }
    });
    if (strict && networks.size() > 1) {
      findings.add(
          Finding.warning(
              String.join(" ", networks),
              "net.ipv4.conf.all.rp_filter is 1: a packet is dropped that comes in by another link"
                  + " than its answer would leave by"));
    }
    routes(network, findings);
    return findings;
  }

  private static void routes(Network network, List<Finding> findings) {
    for (RouteGroup group : network.routeGroups()) {
      if (group.destination().length() > 0 || group.table() != RouteGroup.MAIN) {
        continue;
      }
      network
          .routes(group)
          .forEach(route -> {
            List<String> ports =
                ViaText.links(network, route.via())
                    .filter(l -> network.get(new LinkKey(l)).number(LinkAttributes.MASTER) != 0)
                    .map(network::nameOf)
                    .toList();
            if (!ports.isEmpty()) {
              findings.add(
                  Finding.bad(
                      String.join(" ", ports),
                      "the default route leaves by it, but it is a port: move the route to its"
                          + " bridge"));
            }
            if (network.get(route).isOn(RouteAttributes.DEAD)
                || network.get(route).isOn(RouteAttributes.LINK_DOWN)) {
              findings.add(
                  Finding.bad(
                      "default route", "is not usable: its link is down or has no carrier"));
            }
          });
    }
  }
}
