package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.FreePort;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.EditRefused;

/// addbr, delbr, addif, delif: the checks of brctl and of the kernel's bridge ioctls, in their
/// order (br_add_if and br_del_if in net/bridge/br_if.c), made on the picture. Netlink itself would
/// move a port of another bridge and delete a bridge that is up without a word.
final class BrctlMembership {

  private BrctlMembership() {}

  static Network addbr(Network network, String name) throws EditRefused {
    return BridgeEdits.create(network, BrctlNames.forNew(network, name));
  }

  static Network delbr(Network network, String name) throws EditRefused {
    int bridge =
        BrctlNames.link(network, name, "bridge " + name + " doesn't exist; can't delete it");
    if (!PortEdits.isBridge(network, bridge)) {
      throw BrctlNames.refused("can't delete bridge " + name + ": " + Errno.EPERM.text());
    }
    if (network.get(new LinkKey(bridge)).isOn(LinkAttributes.UP)) {
      throw BrctlNames.refused("bridge " + name + " is still up; can't delete it");
    }
    return BridgeEdits.delete(network, bridge);
  }

  static Network addif(Network network, String bridge, List<String> devices) throws EditRefused {
    Network wanted = network;
    FreePort free = FreePort.of(network, BrctlNames.find(network, bridge).orElse(0));
    for (String device : devices) {
      int port = BrctlNames.link(wanted, device, "interface " + device + " does not exist!");
      int of = BrctlNames.link(wanted, bridge, "bridge " + bridge + " does not exist!");
      checkAdd(wanted, of, port, bridge, device);
      wanted = PortEdits.attach(wanted, of, port, free.next());
    }
    return wanted;
  }

  private static void checkAdd(Network network, int of, int port, String bridge, String device)
      throws EditRefused {
    Optional<Errno> no = Optional.empty();
    if (!PortEdits.isBridge(network, of)) {
      no = Optional.of(Errno.EOPNOTSUPP);
    } else if (!PortEdits.isBridgeable(network, port)) {
      no = Optional.of(Errno.EINVAL);
    } else if (PortEdits.isBridge(network, port)) {
      no = Optional.of(Errno.ELOOP);
    } else if (PortEdits.master(network, port) != 0) {
      no = Optional.of(Errno.EBUSY);
    } else if (network.ports(of).size() >= PortEdits.MAXIMUM_PORTS) {
      no = Optional.of(Errno.EXFULL);
    }
    if (no.isPresent()) {
      throw BrctlNames.refused(notAdded(bridge, device, no.get().number()));
    }
  }

  /// What brctl says where the kernel does not let a link in.
  static String notAdded(String bridge, String device, int errno) {
    if (errno == Errno.EBUSY.number()) {
      return "device "
          + device
          + " is already a member of a bridge; can't add it to bridge "
          + bridge
          + ".";
    }
    if (errno == Errno.ELOOP.number()) {
      return "device "
          + device
          + " is a bridge device itself; can't add a bridge device to a bridge device.";
    }
    return "can't add " + device + " to bridge " + bridge + ": " + Errno.text(errno);
  }

  /// What brctl says where the kernel does not let a port go.
  static String notTaken(String bridge, String device, int errno) {
    return errno == Errno.EINVAL.number()
        ? "device " + device + " is not a port of " + bridge
        : "can't delete " + device + " from " + bridge + ": " + Errno.text(errno);
  }

  static Network delif(Network network, String bridge, List<String> devices) throws EditRefused {
    Network wanted = network;
    for (String device : devices) {
      int port = BrctlNames.link(wanted, device, "interface " + device + " does not exist!");
      int of = BrctlNames.link(wanted, bridge, "bridge " + bridge + " does not exist!");
      if (!PortEdits.isBridge(wanted, of)) {
        throw BrctlNames.refused(notTaken(bridge, device, Errno.EOPNOTSUPP.number()));
      }
      if (PortEdits.master(wanted, port) != of) {
        throw BrctlNames.refused(notTaken(bridge, device, Errno.EINVAL.number()));
      }
      wanted = PortEdits.detach(wanted, port);
    }
    return wanted;
  }

  /// What addif and delif look at.
  static Footprint footprint(Network network, String bridge, List<String> devices) {
    OptionalInt of = BrctlNames.find(network, bridge);
    return of.isEmpty()
        ? Footprint.NOTHING
        : Footprint.of(
            devices.stream()
                .map(device -> BrctlNames.find(network, device))
                .filter(OptionalInt::isPresent)
                .map(port -> PortEdits.footprint(of.getAsInt(), port.getAsInt())));
  }

  static Footprint deletion(Network network, String bridge) {
    OptionalInt of = BrctlNames.find(network, bridge);
    return of.isEmpty() ? Footprint.NOTHING : BridgeEdits.ofDeletion(network, of.getAsInt());
  }
}
