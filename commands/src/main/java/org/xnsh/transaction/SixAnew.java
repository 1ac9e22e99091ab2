package org.xnsh.transaction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// A link with less than 1280 bytes has no IPv6: the kernel forgets its addresses, routes and
/// settings, and begins with the defaults when the link gets larger (addrconf_notify). An undo
/// brings back what the link had; an edit does not, and its operator may expect it to.
final class SixAnew {

  /// IPV6_MIN_MTU.
  private static final long LEAST = 1280;

  private SixAnew() {}

  static List<String> told(Network before, Difference wanted) {
    boolean isSpoken =
        before.links().stream()
            .anyMatch(
                l -> before.get(new LinkKey(l)).get(LinkAttributes.ADDRESS_GENERATION).isPresent());
    return wanted.changes().stream()
        .filter(_ -> isSpoken)
        .flatMap(c -> c instanceof Change.Altered a ? told(before, a).stream() : Stream.of())
        .toList();
  }

  private static Optional<String> told(Network before, Change.Altered link) {
    if (!(link.key() instanceof LinkKey(int index))
        || !link.attributes().contains(LinkAttributes.MTU)) {
      return Optional.empty();
    }
    boolean had = link.before().number(LinkAttributes.MTU) >= LEAST;
    boolean has = link.after().number(LinkAttributes.MTU) >= LEAST;
    String name = before.nameOf(index);
    // a draft's link may not be there yet, or not have lost it yet
    boolean speaks = link.before().get(LinkAttributes.ADDRESS_GENERATION).isPresent();
    if (had && !has && speaks) {
      return Optional.of(
          name + " loses IPv6 with all addresses, routes and settings of it: it needs 1280 bytes");
    }
    return !had && has && !speaks
        ? Optional.of(
            name
                + " gets IPv6 anew, with default settings and nothing of what it had before it was"
                + " below 1280 bytes; undo of what made it so brings that back")
        : Optional.empty();
  }
}
