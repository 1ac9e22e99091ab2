package org.xnsh.path;

import java.util.List;
import java.util.regex.Pattern;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;

/// Which link of a way is no longer what it was, in words.
final class Severed {

  /// What libxl calls the backends of guests.
  private static final Pattern GUEST = Pattern.compile("(vif|tap)[0-9]+\\.[0-9]+(-emu)?");

  private Severed() {}

  /// Whether a guest is behind a link.
  static boolean isOfGuest(Network net, int link) {
    return net.has(new VifKey(link)) || GUEST.matcher(net.nameOf(link)).matches();
  }

  /// @param hops the links on the way before
  /// @param link the link that stands at its beginning now
  static String told(Network before, Network after, List<Integer> hops, int link) {
    for (int hop : hops) {
      String name = before.nameOf(hop);
      if (!after.has(new LinkKey(hop))) {
        return name + " would be gone";
      }
      int old = master(before, hop);
      int now = master(after, hop);
      if (old != now) {
        return now == 0
            ? name + " would leave " + before.nameOf(old)
            : name + " would be a port of " + after.nameOf(now);
      }
      if (Segment.isUp(before, hop) && !Segment.isUp(after, hop)) {
        return name + " would be down";
      }
      if (old != 0 && Segment.isUp(before, old) && !Segment.isUp(after, old)) {
        return before.nameOf(old) + " would be down";
      }
      if (old != 0 && !Segment.forwards(after, hop)) {
        return name + " would not forward in " + before.nameOf(old);
      }
      if (Segment.hasCarrier(before, hop) && !Segment.hasCarrier(after, hop)) {
        return name + " would have no carrier";
      }
    }
    String exit = hops.isEmpty() ? "its uplink" : before.nameOf(hops.getLast());
    return after.nameOf(link) + " would not reach " + exit;
  }

  private static int master(Network net, int link) {
    return (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
  }
}
