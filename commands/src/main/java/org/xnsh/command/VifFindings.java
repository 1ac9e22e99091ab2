package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;

/// What is wrong with vifs: a guest behind each one.
final class VifFindings {

  private static final int CONNECTED = 4;

  private final Network network;
  private final boolean forwards;
  private final List<Finding> findings = new ArrayList<>();

  private VifFindings(Network network, boolean forwards) {
    this.network = network;
    this.forwards = forwards;
  }

  /// @param forwards whether net.ipv4.ip_forward is on
  static List<Finding> of(Network network, boolean forwards) {
    VifFindings all = new VifFindings(network, forwards);
    for (int link : network.links()) {
      network.find(new VifKey(link)).ifPresent(vif -> all.vif(link, vif));
    }
    return all.findings;
  }

  private void vif(int link, Attributes vif) {
    String domain = DomainNames.of(network, link);
    String name = network.nameOf(link) + " (" + domain + ")";
    Attributes is = network.get(new LinkKey(link));
    String master = LinkCells.master(network, link).text();
    if (master.isEmpty()) {
      alone(link, name, is);
    } else {
      String bridge = vif.text(VifAttributes.BRIDGE);
      if (!bridge.isEmpty() && !bridge.equals(master)) {
        findings.add(
            Finding.warning(
                name,
                "is in "
                    + master
                    + "; its configuration says "
                    + bridge
                    + ", where it will be after the guest's next start"));
      }
    }
    vif.get(VifAttributes.STATE)
        .filter(s -> s != CONNECTED)
        .ifPresent(s ->
            findings.add(Finding.warning(name, "is not connected by its guest (state " + s + ")")));
  }

  /// A vif without a bridge is one that the host routes to, or one that was forgotten.
  private void alone(int link, String name, Attributes is) {
    boolean routed =
        !network.addresses(link, IpFamily.IPV4).isEmpty()
            || network.routeGroups().stream()
                .flatMap(g -> network.routes(g).stream())
                .anyMatch(r -> leadsTo(r, link));
    if (!routed) {
      findings.add(
          Finding.bad(name, "is in no bridge and no route leads to it: its guest is cut off"));
    } else if (!is.isOn(LinkAttributes.UP)) {
      findings.add(Finding.bad(name, "is down, though routes lead to it"));
    } else if (!forwards) {
      findings.add(
          Finding.bad(
              name,
              "is routed, but net.ipv4.ip_forward is 0: its guest reaches nothing but this host"));
    }
  }

  private boolean leadsTo(RouteKey route, int link) {
    return route.group().destination().family() == IpFamily.IPV4
        && ViaText.links(network, route.via()).anyMatch(l -> l == link);
  }
}
