package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// `brctl showstp <bridge>`. The times are those in force, on both sides of a line: brctl takes
/// them from sysfs, which shows the root's where there is a foreign one.
final class BrctlShowStp {

  private BrctlShowStp() {}

  static Result show(String name, Context context) throws IOException {
    Network kept = context.picture();
    String fault = BrctlBridge.fault(kept, name);
    if (!fault.isEmpty()) {
      return Result.error(ExitCode.FAILED, fault);
    }
    int bridge = BrctlNames.find(kept, name).orElseThrow();
    Network network =
        context.host().refresh(Footprint.of(new OneLink(bridge), new PortsOf(bridge)));
    Formatter text = new Formatter(Locale.ROOT);
    text.format("%s\n", name);
    bridge(text, network, bridge);
    List<Integer> ports = new ArrayList<>(network.ports(bridge));
    ports.sort((a, b) -> network.nameOf(a).compareTo(network.nameOf(b)));
    for (int port : ports) {
      port(text, network.nameOf(port), network.get(new PortKey(port)));
    }
    return Result.of(new View.Exact(text.toString(), Optional.of(BridgeTree.of(network, bridge))));
  }

  private static void bridge(Formatter text, Network network, int bridge) {
    Attributes is = network.get(new BridgeKey(bridge));
    String age = time(inForce(is, BridgeAttributes.MAX_AGE_IN_FORCE, BridgeAttributes.MAX_AGE));
    String hello =
        time(inForce(is, BridgeAttributes.HELLO_TIME_IN_FORCE, BridgeAttributes.HELLO_TIME));
    String delay =
        time(inForce(is, BridgeAttributes.FORWARD_DELAY_IN_FORCE, BridgeAttributes.FORWARD_DELAY));
    String id = BrctlBridge.id(network, bridge);
    text.format(" bridge id\t\t%s\n", id);
    text.format(
        " designated root\t%s\n", is.get(BridgeAttributes.ROOT_ID).map(BrctlBridge::id).orElse(id));
    text.format(
        " root port\t\t%4d\t\t\tpath cost\t\t%4d\n",
        is.number(BridgeAttributes.ROOT_PORT), is.number(BridgeAttributes.ROOT_PATH_COST));
    text.format(" max age\t\t%s\t\t\tbridge max age\t\t%s\n", age, age);
    text.format(" hello time\t\t%s\t\t\tbridge hello time\t%s\n", hello, hello);
    text.format(" forward delay\t\t%s\t\t\tbridge forward delay\t%s\n", delay, delay);
    text.format(" ageing time\t\t%s\n", time(is.number(BridgeAttributes.AGEING_TIME)));
    text.format(
        " hello timer\t\t%s\t\t\ttcn timer\t\t%s\n",
        time(is.number(BridgeAttributes.HELLO_TIMER)), time(is.number(BridgeAttributes.TCN_TIMER)));
    text.format(
        " topology change timer\t%s\t\t\tgc timer\t\t%s\n",
        time(is.number(BridgeAttributes.TOPOLOGY_CHANGE_TIMER)),
        time(is.number(BridgeAttributes.GC_TIMER)));
    text.format(
        " flags\t\t\t%s%s\n\n\n",
        is.number(BridgeAttributes.TOPOLOGY_CHANGE) != 0 ? "TOPOLOGY_CHANGE " : "",
        is.number(BridgeAttributes.TOPOLOGY_CHANGE_DETECTED) != 0
            ? "TOPOLOGY_CHANGE_DETECTED "
            : "");
  }

  private static void port(Formatter text, String name, Attributes is) {
    text.format("%s (%d)\n", name, is.number(PortAttributes.NUMBER));
    text.format(
        " port id\t\t%04x\t\t\tstate\t\t%15s\n",
        is.number(PortAttributes.ID), state(is.number(PortAttributes.STATE)));
    text.format(
        " designated root\t%s\tpath cost\t\t%4d\n",
        BrctlBridge.id(is.text(PortAttributes.DESIGNATED_ROOT)), is.number(PortAttributes.COST));
    text.format(
        " designated bridge\t%s\tmessage age timer\t%s\n",
        BrctlBridge.id(is.text(PortAttributes.DESIGNATED_BRIDGE)),
        time(is.number(PortAttributes.MESSAGE_AGE_TIMER)));
    text.format(
        " designated port\t%04x\t\t\tforward delay timer\t%s\n",
        is.number(PortAttributes.DESIGNATED_PORT),
        time(is.number(PortAttributes.FORWARD_DELAY_TIMER)));
    text.format(
        " designated cost\t%4d\t\t\thold timer\t\t%s\n",
        is.number(PortAttributes.DESIGNATED_COST), time(is.number(PortAttributes.HOLD_TIMER)));
    text.format(
        " flags\t\t\t%s%s\n",
        is.number(PortAttributes.CONFIGURATION_PENDING) != 0 ? "CONFIG_PENDING " : "",
        is.number(PortAttributes.TOPOLOGY_CHANGE_ACKNOWLEDGED) != 0 ? "TOPOLOGY_CHANGE_ACK " : "");
    if (is.isOn(PortAttributes.HAIRPIN)) {
      text.format(" hairpin mode\t\t%4d\n", 1);
    }
    text.format("\n");
  }

  private static long inForce(Attributes is, Attribute<Long> inForce, Attribute<Long> configured) {
    return is.get(inForce).orElseGet(() -> is.number(configured));
  }

  /// The state's name as brctl and bridge(8) have it.
  static String state(long state) {
    return switch ((int) state) {
      case 0 -> "disabled";
      case 1 -> "listening";
      case 2 -> "learning";
      case 3 -> "forwarding";
      case 4 -> "blocking";
      default -> "<INVALID STATE>";
    };
  }

  /// Hundredths as `%4i.%.2i` seconds.
  static String time(long hundredths) {
    return String.format(Locale.ROOT, "%4d.%02d", hundredths / 100, hundredths % 100);
  }
}
