package org.xnsh.command;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.xnsh.network.Attribute;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.PortAttributes;
import org.xnsh.transaction.EditRefused;

/// The setters of brctl: what they set, and how brctl checks and words it.
///
/// @param name what brctl calls it in `set … failed`
/// @param bad what brctl says of a value that is no number
/// @param attribute of a bridge or of a port
/// @param kind how the value is written
record BrctlOption(String name, String bad, Attribute<Long> attribute, Kind kind) {

  /// How a value is written.
  enum Kind {
    TIME,
    INTEGER
  }

  static final BrctlOption AGEING =
      new BrctlOption(
          "ageing time", "bad ageing time value", BridgeAttributes.AGEING_TIME, Kind.TIME);
  static final BrctlOption FORWARD_DELAY =
      new BrctlOption(
          "forward delay", "bad forward delay value", BridgeAttributes.FORWARD_DELAY, Kind.TIME);
  static final BrctlOption HELLO =
      new BrctlOption(
          "hello timer", "bad hello timer value", BridgeAttributes.HELLO_TIME, Kind.TIME);
  static final BrctlOption MAXIMUM_AGE =
      new BrctlOption("max age", "bad max age value", BridgeAttributes.MAX_AGE, Kind.TIME);
  static final BrctlOption BRIDGE_PRIORITY =
      new BrctlOption("bridge priority", "bad priority", BridgeAttributes.PRIORITY, Kind.INTEGER);
  static final BrctlOption PATH_COST =
      new BrctlOption("path cost", "bad path cost value", PortAttributes.COST, Kind.INTEGER);
  static final BrctlOption PORT_PRIORITY =
      new BrctlOption(
          "port priority", "bad path priority value", PortAttributes.PRIORITY, Kind.INTEGER);

  String failure(String why) {
    return "set " + name + " failed: " + why;
  }

  String failure(int errno) {
    return failure(Errno.text(errno));
  }

  OptionalLong value(String text) {
    return switch (kind) {
      case TIME -> BrctlNumber.hundredths(text);
      case INTEGER -> BrctlNumber.integer(text);
    };
  }

  /// setfd and its like.
  Network onBridge(Network network, String bridge, long value) throws EditRefused {
    int of = BrctlNames.link(network, bridge, failure(Errno.ENODEV.text()));
    requireBridge(network, of);
    long kept = attribute.equals(BridgeAttributes.PRIORITY) ? value & 0xffff : value;
    if (kept < 0 || kept > 0xffff_ffffL) {
      throw BrctlNames.refused(failure(Errno.ERANGE.text()));
    }
    return BridgeEdits.set(network, of, attribute, kept);
  }

  /// setpathcost and setportprio. As brctl, which writes to the port's own folder in sysfs, they
  /// look at the bridge only where that does not work.
  Network onPort(Network network, String bridge, String device, long value) throws EditRefused {
    int port = BrctlNames.link(network, device, failure(Errno.ENODEV.text()));
    if (!isPort(network, port)) {
      throw notSet(network, bridge, Errno.ENOENT);
    }
    boolean cost = attribute.equals(PortAttributes.COST);
    if (value < (cost ? 1 : 0) || value > (cost ? 0xffff : 63)) {
      throw notSet(network, bridge, Errno.ERANGE);
    }
    return PortEdits.set(network, port, attribute, value);
  }

  private EditRefused notSet(Network network, String bridge, Errno why) {
    OptionalInt of = BrctlNames.find(network, bridge);
    if (of.isEmpty()) {
      return BrctlNames.refused(failure(Errno.ENODEV.text()));
    }
    return BrctlNames.refused(
        failure((PortEdits.isBridge(network, of.getAsInt()) ? why : Errno.EOPNOTSUPP).text()));
  }

  private void requireBridge(Network network, int link) throws EditRefused {
    if (!PortEdits.isBridge(network, link)) {
      throw BrctlNames.refused(failure(Errno.EOPNOTSUPP.text()));
    }
  }

  static boolean isPort(Network network, int link) {
    int master = PortEdits.master(network, link);
    return master != 0 && PortEdits.isBridge(network, master);
  }
}
