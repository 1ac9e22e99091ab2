package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// What a kernel lacks that xnsh would use, and what is done instead.
final class KernelLimits {

  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);

  private KernelLimits() {}

  /// @param release as `uname -r` tells it
  static List<String> of(String release, Network network) {
    List<String> limits = new ArrayList<>();
    Matcher matcher = RELEASE.matcher(release);
    if (matcher.matches()) {
      int major = Integer.parseInt(matcher.group(1));
      int minor = Integer.parseInt(matcher.group(2));
      older(major, minor, limits);
    }
    if (network.bridges().stream()
        .anyMatch(b -> network.get(new LinkKey(b)).get(LinkAttributes.MAC_PINNED).isEmpty())) {
      limits.add(
          "does not tell here whether a bridge's address was set by hand, for which xnsh mounts a"
              + " sysfs: an undo may leave the address set");
    }
    // the kernel tells it of every bridge where it was built with CONFIG_BRIDGE_VLAN_FILTERING
    if (network.bridges().stream()
        .anyMatch(
            b -> network.get(new BridgeKey(b)).get(BridgeAttributes.VLAN_PROTOCOL).isEmpty())) {
      limits.add("was built without VLAN filtering: bridges keep no VLANs apart");
    }
    return limits;
  }

  private static void older(int major, int minor, List<String> limits) {
    if (isBefore(major, minor, 5, 10)) {
      limits.add("is older than 5.10: nobody tried xnsh on it");
    }
    if (isBefore(major, minor, 5, 14)) {
      limits.add(
          "is older than 5.14: a namespace is known by a number that a later one may get; give each"
              + " a --state DIR of its own");
    }
    if (isBefore(major, minor, 5, 18)) {
      limits.add("is older than 5.18: who made an address is not known, and not brought back");
    }
    if (isBefore(major, minor, 6, 2)) {
      limits.add("is older than 6.2: a link that is up goes down for a moment when it is renamed");
    }
  }

  private static boolean isBefore(int major, int minor, int thatMajor, int thatMinor) {
    return major < thatMajor || major == thatMajor && minor < thatMinor;
  }
}
