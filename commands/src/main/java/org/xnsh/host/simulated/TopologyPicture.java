package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Topology;
import org.xnsh.host.Topology.BridgePlan;
import org.xnsh.host.Topology.Cable;
import org.xnsh.host.Topology.End;
import org.xnsh.host.Topology.Gateway;
import org.xnsh.host.Topology.Place;
import org.xnsh.host.Topology.VifPlan;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.RuleAttributes;
import org.xnsh.network.Via;
import org.xnsh.network.VifAttributes;

/// A topology's dom0 as a kernel would have it.
final class TopologyPicture {

  private static final long BOOT = 3;

  private Network net = rules(Network.EMPTY.with(new LinkKey(1), Defaults.loopback()));
  private int next = 2;
  private long namespace;

  private TopologyPicture() {}

  static Network of(Topology topology) {
    TopologyPicture picture = new TopologyPicture();
    try {
      picture.build(topology);
    } catch (Refusal e) {
      throw new IllegalArgumentException(
          "topology " + topology.name() + " cannot be: " + e.getMessage(), e);
    }
    return picture.net;
  }

  /// Ends come up before they become ports: the settled picture is the same, and a thousand ports
  /// do not each ask all others.
  private void build(Topology topology) throws Refusal {
    net = LinkState.up(net, 1);
    topology.cables().forEach(this::cable);
    for (BridgePlan bridge : topology.bridges()) {
      bridge(bridge);
    }
    for (Cable cable : topology.cables()) {
      up(cable.near());
      up(cable.far());
    }
    topology.bridges().forEach(this::ports);
    for (Cable cable : topology.cables()) {
      addresses(cable.near());
      addresses(cable.far());
    }
    for (BridgePlan bridge : topology.bridges()) {
      addresses(bridge.name(), bridge.addresses());
    }
    for (Gateway gateway : topology.gateways()) {
      gateway(gateway);
    }
    topology.vifs().forEach(this::vif);
  }

  /// Rules of a new namespace: fib_default_rules_init, fib6_rules_net_init.
  private static Network rules(Network net) {
    Network changed = net;
    for (IpFamily family : IpFamily.values()) {
      changed = rule(rule(changed, family, 0, 255), family, 32766, 254);
    }
    return rule(changed, IpFamily.IPV4, 32767, 253);
  }

  private static Network rule(Network net, IpFamily family, long priority, long table) {
    return net.with(
        new RuleKey(family, priority, 0),
        Attributes.builder(ObjectKind.RULE)
            .put(RuleAttributes.ACTION, 1L)
            .put(RuleAttributes.LOOKUP, table)
            .put(RuleAttributes.PROTOCOL, 2L)
            .build());
  }

  /// The kernel registers a veth's far end first, so that it has the lower ifindex.
  private void cable(Cable cable) {
    End far = cable.far();
    if (far.place().equals(Place.DOM0)) {
      int farIndex = next++;
      int nearIndex = next++;
      end(farIndex, far, nearIndex, Optional.empty());
      end(nearIndex, cable.near(), farIndex, Optional.empty());
    } else {
      end(next++, cable.near(), 2, Optional.of(namespace++));
    }
  }

  private void end(int index, End end, int peer, Optional<Long> elsewhere) {
    Attributes.Builder link =
        Defaults.link(new LinkName(end.name()), "veth", end.mac()).toBuilder()
            .put(LinkAttributes.ARP, end.arp())
            .put(LinkAttributes.MULTICAST, end.multicast())
            .put(LinkAttributes.LOWER, (long) peer);
    elsewhere.ifPresent(n -> link.put(LinkAttributes.LOWER_NAMESPACE, n));
    net = net.with(new LinkKey(index), link.build());
  }

  private void bridge(BridgePlan plan) throws Refusal {
    int index = next++;
    Attributes.Builder asked =
        Attributes.builder(ObjectKind.LINK)
            .put(LinkAttributes.NAME, new LinkName(plan.name()))
            .put(LinkAttributes.KIND, "bridge");
    plan.mac().ifPresent(m -> asked.put(LinkAttributes.MAC, m));
    LinkKey link = new LinkKey(index);
    BridgeKey bridge = new BridgeKey(index);
    step(new Step.Create(link, asked.build()));
    step(Step.Set.of(bridge, BridgeAttributes.FORWARD_DELAY, (long) plan.forwardDelay()));
    step(Step.Set.of(bridge, BridgeAttributes.STP_STATE, plan.stp() ? 1L : 0L));
    step(Step.Set.of(link, LinkAttributes.ARP, plan.arp()));
    step(Step.Set.of(link, LinkAttributes.MULTICAST, plan.multicast()));
  }

  private void ports(BridgePlan plan) {
    int bridge = index(plan.name());
    long number = 1;
    for (String port : plan.ports()) {
      int index = index(port);
      net =
          net.with(new PortKey(index), Defaults.port(number++))
              .with(new LinkKey(index), LinkAttributes.MASTER, (long) bridge);
    }
    if (!plan.ports().isEmpty()) {
      net = LinkState.bridge(BridgeModel.followPorts(net, bridge), bridge);
    }
    net = plan.up() ? LinkState.bridge(LinkState.up(net, bridge), bridge) : net;
  }

  private void up(End end) {
    if (end.place().equals(Place.DOM0) && end.up()) {
      net = LinkState.up(net, index(end.name()));
    }
  }

  private void addresses(End end) throws Refusal {
    if (end.place().equals(Place.DOM0)) {
      addresses(end.name(), end.addresses());
    }
  }

  private void addresses(String link, List<Prefix> addresses) throws Refusal {
    for (Prefix address : addresses) {
      step(
          new Step.Create(
              new AddressKey(index(link), address, Optional.empty()),
              Attributes.builder(ObjectKind.ADDRESS).put(AddressAttributes.SCOPE, 0L).build()));
    }
  }

  private void gateway(Gateway gateway) throws Refusal {
    if (!gateway.place().equals(Place.DOM0)) {
      return;
    }
    IpFamily family = gateway.via().family();
    Prefix all = Prefix.everything(family);
    RouteGroup group = new RouteGroup(RouteGroup.MAIN, all, all, 0, 0);
    step(
        new Step.Create(
            new RouteKey(group, 1, Via.leg(index(gateway.link()), Optional.of(gateway.via())), 0),
            Attributes.builder(ObjectKind.ROUTE)
                .put(RouteAttributes.PROTOCOL, BOOT)
                .put(RouteAttributes.SCOPE, 0L)
                .build()));
  }

  private void vif(VifPlan plan) {
    net =
        net.with(
            new VifKey(index(plan.link())),
            Attributes.builder(ObjectKind.VIF)
                .put(VifAttributes.DOMAIN, (long) plan.domain())
                .put(VifAttributes.DEVICE, (long) plan.device())
                .put(VifAttributes.DOMAIN_NAME, plan.domainName())
                .put(VifAttributes.DOMAIN_UUID, plan.uuid())
                .put(VifAttributes.MAC, plan.mac())
                .put(VifAttributes.BRIDGE, plan.bridge())
                .put(VifAttributes.STATE, 4L)
                .put(
                    VifAttributes.ADDRESSES,
                    plan.addresses().stream()
                        .map(IpAddress::toString)
                        .collect(Collectors.joining(" ")))
                .build());
  }

  private void step(Step step) throws Refusal {
    net = KernelModel.apply(net, step, i -> i).network();
  }

  private int index(String name) {
    return net.linkNamed(name)
        .orElseThrow(() -> new IllegalArgumentException("topology without link " + name));
  }
}
