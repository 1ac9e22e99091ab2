package org.xnsh.command;

import java.util.Optional;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.transaction.EditRefused;

/// stp and hairpin.
final class BrctlSwitch {

  static final String EXPECTED = "expect on/off for argument";

  private BrctlSwitch() {}

  /// What brctl takes for on and off, case and all.
  static Optional<Boolean> value(String text) {
    return switch (text) {
      case "on", "yes", "1" -> Optional.of(true);
      case "off", "no", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Network stp(Network network, String bridge, boolean on) throws EditRefused {
    int of = BrctlNames.link(network, bridge, stpFailure(Errno.ENODEV.text()));
    if (!PortEdits.isBridge(network, of)) {
      throw BrctlNames.refused(stpFailure(Errno.EOPNOTSUPP.text()));
    }
    boolean isOn = network.get(new BridgeKey(of)).number(BridgeAttributes.STP_STATE) != 0;
    // STP that a daemon runs (2) is on already; the kernel leaves it so
    return isOn == on
        ? network
        : BridgeEdits.set(network, of, BridgeAttributes.STP_STATE, on ? 1L : 0L);
  }

  static String stpFailure(String why) {
    return "set stp status failed: " + why;
  }

  static Network hairpin(Network network, String bridge, String device, boolean on)
      throws EditRefused {
    int port = BrctlNames.link(network, device, "interface " + device + " does not exist!");
    int of = BrctlNames.link(network, bridge, "bridge " + bridge + " does not exist!");
    if (!BrctlOption.isPort(network, port)) {
      Errno why = PortEdits.isBridge(network, of) ? Errno.ENOENT : Errno.EOPNOTSUPP;
      throw BrctlNames.refused(hairpinFailure(bridge, device, why.text()));
    }
    // brctl writes to a file of sysfs, where there are no alternative names; for the other options
    // of a port it has a request besides
    if (!network.nameOf(port).equals(device)) {
      throw BrctlNames.refused(hairpinFailure(bridge, device, Errno.EOPNOTSUPP.text()));
    }
    return PortEdits.set(network, port, PortAttributes.HAIRPIN, on);
  }

  static String hairpinFailure(String bridge, String device, String why) {
    return "can't set " + device + " to hairpin on bridge " + bridge + ": " + why;
  }
}
