package org.xnsh.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Prefix;

/// A world to begin with, as data: the simulation builds it in memory and the lab in namespaces.
///
/// It is built in the order of its lists: cables (the links of dom0 get their ifindexes in this
/// order, after `lo`), bridges, their ports in order (a port's number is the lowest free one),
/// links up, addresses, then routes.
///
/// @param name what an operator types after `--lab=` or `--simulated=`
/// @param cables virtual wires, each with two ends
/// @param bridges the bridges of dom0
/// @param gateways default routes
/// @param vifs which guest is behind which link of dom0
public record Topology(
    String name,
    List<Cable> cables,
    List<BridgePlan> bridges,
    List<Gateway> gateways,
    List<VifPlan> vifs) {

  public Topology {
    cables = List.copyOf(cables);
    bridges = List.copyOf(bridges);
    gateways = List.copyOf(gateways);
    vifs = List.copyOf(vifs);
  }

  /// Where a link lives: a network namespace of the lab. The simulation knows dom0 alone.
  ///
  /// @param name `dom0`, `outside`, or the guest's name
  public record Place(Kind kind, String name) {

    /// What lives there.
    public enum Kind {
      DOM0,
      GUEST,
      OUTSIDE
    }

    public static final Place DOM0 = new Place(Kind.DOM0, "dom0");
    public static final Place OUTSIDE = new Place(Kind.OUTSIDE, "outside");

    public static Place guest(String name) {
      return new Place(Kind.GUEST, name);
    }
  }

  /// A wire between two links: a veth pair. The near end is in dom0.
  public record Cable(End near, End far) {}

  /// One end of a cable.
  ///
  /// @param mac its hardware address
  /// @param arp answers ARP; Xen switches it off on vifs and on uplinks below a bridge
  /// @param multicast IFF_MULTICAST; off together with ARP in the scripts of old
  /// @param addresses in order
  public record End(
      Place place,
      String name,
      MacAddress mac,
      boolean up,
      boolean arp,
      boolean multicast,
      List<Prefix> addresses) {
    public End {
      addresses = List.copyOf(addresses);
    }
  }

  /// A bridge of dom0.
  ///
  /// @param mac nothing where the bridge follows its ports
  /// @param stp whether the spanning tree runs
  /// @param forwardDelay hundredths of a second
  /// @param ports in the order in which they are attached
  public record BridgePlan(
      String name,
      Optional<MacAddress> mac,
      boolean stp,
      int forwardDelay,
      boolean up,
      boolean arp,
      boolean multicast,
      List<Prefix> addresses,
      List<String> ports) {
    public BridgePlan {
      addresses = List.copyOf(addresses);
      ports = List.copyOf(ports);
    }
  }

  /// The default route of a place.
  ///
  /// @param link the link that it leaves by
  public record Gateway(Place place, IpAddress via, String link) {}

  /// Who is behind a vif: what XenStore tells on a real dom0.
  ///
  /// @param link the vif's name in dom0
  /// @param mac the guest's own address, which is not the vif's
  /// @param bridge the bridge in the guest's file
  /// @param addresses the `ip=` of the guest's file; mostly none
  public record VifPlan(
      String link,
      int domain,
      int device,
      String domainName,
      String uuid,
      MacAddress mac,
      String bridge,
      List<IpAddress> addresses) {
    public VifPlan {
      addresses = List.copyOf(addresses);
    }
  }

  /// The guests by name, in the order of their vifs.
  public List<String> guests() {
    return vifs.stream().map(VifPlan::domainName).distinct().toList();
  }

  /// Every place, dom0 first.
  public List<Place> places() {
    return Stream.concat(
            Stream.of(Place.DOM0),
            cables.stream().flatMap(c -> Stream.of(c.near().place(), c.far().place())))
        .distinct()
        .toList();
  }
}
