package org.xnsh.host.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xnsh.host.Topology;
import org.xnsh.host.Topology.BridgePlan;
import org.xnsh.host.Topology.Cable;
import org.xnsh.host.Topology.End;
import org.xnsh.host.Topology.Gateway;
import org.xnsh.host.Topology.Place;

/// A topology as lines for `ip -batch`, place by place, dom0 first. In dom0 the order is the
/// topology's: cables, bridges, ports, links up, addresses, routes.
final class LabScript {

  private final Map<Place, List<String>> lines = new LinkedHashMap<>();

  private LabScript() {}

  static Map<Place, List<String>> of(Topology topology) {
    LabScript script = new LabScript();
    topology.places().forEach(p -> script.say(p, "link set lo up"));
    topology.cables().forEach(script::cable);
    topology.bridges().forEach(script::bridge);
    topology.cables().forEach(c -> script.end(c.near()));
    topology.cables().forEach(c -> script.end(c.far()));
    topology.bridges().forEach(script::bridgeUp);
    topology.cables().forEach(c -> script.addresses(c.near()));
    topology.cables().forEach(c -> script.addresses(c.far()));
    topology.bridges().forEach(script::bridgeAddresses);
    topology.gateways().forEach(script::gateway);
    return script.lines;
  }

  private void say(Place place, String line) {
    lines.computeIfAbsent(place, _ -> new ArrayList<>()).add(line);
  }

  /// A far end gets its name in its own namespace, where it cannot meet dom0's.
  private void cable(Cable cable) {
    End near = cable.near();
    End far = cable.far();
    String away = far.place().equals(Place.DOM0) ? "" : " netns " + far.place().name();
    say(
        Place.DOM0,
        "link add "
            + near.name()
            + " address "
            + near.mac()
            + " type veth peer name "
            + far.name()
            + " address "
            + far.mac()
            + away);
  }

  private void bridge(BridgePlan bridge) {
    String mac = bridge.mac().map(m -> " address " + m).orElse("");
    say(Place.DOM0, "link add " + bridge.name() + mac + " type bridge");
    flags(Place.DOM0, bridge.name(), bridge.arp(), bridge.multicast());
    say(
        Place.DOM0,
        "link set "
            + bridge.name()
            + " type bridge forward_delay "
            + bridge.forwardDelay()
            + " stp_state "
            + (bridge.stp() ? 1 : 0));
    for (String port : bridge.ports()) {
      say(Place.DOM0, "link set " + port + " master " + bridge.name());
    }
  }

  private void flags(Place place, String link, boolean arp, boolean multicast) {
    if (!arp) {
      say(place, "link set " + link + " arp off");
    }
    if (!multicast) {
      say(place, "link set " + link + " multicast off");
    }
  }

  private void end(End end) {
    flags(end.place(), end.name(), end.arp(), end.multicast());
    if (end.up()) {
      say(end.place(), "link set " + end.name() + " up");
    }
  }

  private void bridgeUp(BridgePlan bridge) {
    if (bridge.up()) {
      say(Place.DOM0, "link set " + bridge.name() + " up");
    }
  }

  private void addresses(End end) {
    end.addresses().forEach(a -> say(end.place(), "addr add " + a + " brd + dev " + end.name()));
  }

  private void bridgeAddresses(BridgePlan bridge) {
    bridge
        .addresses()
        .forEach(a -> say(Place.DOM0, "addr add " + a + " brd + dev " + bridge.name()));
  }

  private void gateway(Gateway gateway) {
    say(gateway.place(), "route add default via " + gateway.via() + " dev " + gateway.link());
  }
}
