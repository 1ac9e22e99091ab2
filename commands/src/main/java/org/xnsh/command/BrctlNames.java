package org.xnsh.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Names as brctl looks them up, and the names of new bridges as the kernel takes them.
final class BrctlNames {

  private BrctlNames() {}

  static EditRefused refused(String message) {
    return new EditRefused(Reason.FAILED, message, "");
  }

  /// Also by an alternative name, but by none that is too long for brctl's requests.
  static OptionalInt find(Network network, String name) {
    return isTooLong(name) ? OptionalInt.empty() : network.linkNamed(name);
  }

  private static boolean isTooLong(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length > LinkName.MAXIMUM_BYTES;
  }

  /// The link, or the refusal with this text.
  static int link(Network network, String name, String otherwise) throws EditRefused {
    OptionalInt found = find(network, name);
    if (found.isEmpty()) {
      throw refused(otherwise);
    }
    return found.getAsInt();
  }

  /// What a new bridge is called: the kernel puts the lowest free number for a `%d` (dev_alloc_name
  /// in net/core/dev.c).
  static LinkName forNew(Network network, String name) throws EditRefused {
    if (find(network, name).isPresent()) {
      throw refused("device " + name + " already exists; can't create bridge with the same name");
    }
    String chosen = name.indexOf('%') < 0 ? name : numbered(network, name);
    Optional<LinkName> valid = LinkName.tryParse(chosen);
    if (valid.isPresent()) {
      return valid.get();
    }
    if (isTooLong(chosen)) {
      throw new EditRefused(
          Reason.FAILED,
          "add bridge failed: " + LinkName.fault(chosen).orElse(Errno.ERANGE.text()),
          "brctl would cut the name without a word; type the shorter name that you want");
    }
    throw refused("add bridge failed: " + Errno.EINVAL.text());
  }

  private static String numbered(Network network, String pattern) throws EditRefused {
    int place = pattern.indexOf('%');
    if (!pattern.startsWith("%d", place) || pattern.indexOf('%', place + 1) >= 0) {
      throw refused("add bridge failed: " + Errno.EINVAL.text());
    }
    int number = 0;
    while (network.linkNamed(pattern.replace("%d", Integer.toString(number))).isPresent()) {
      number++;
    }
    return pattern.replace("%d", Integer.toString(number));
  }
}
