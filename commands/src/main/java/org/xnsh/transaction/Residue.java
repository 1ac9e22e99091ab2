package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.PortAttributes;

/// What an undo leaves behind a one-way door: the value comes back, that it was once set by hand
/// stays.
final class Residue {

  private Residue() {}

  /// @param back what the undo does
  /// @param numbers the transactions that it takes back
  /// @param now what is there before the undo
  static List<String> of(Difference back, List<Long> numbers, Network now) {
    Difference end = atTheEnd(back, now);
    List<String> lines = new ArrayList<>(of(end).stream().distinct().toList());
    if (!lines.isEmpty()) {
      String all = numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
      lines.add("undo " + all + " exact makes it anew and leaves nothing");
    }
    lines.addAll(Lasting.of(end, now));
    return lines;
  }

  /// Without what one of several makes and another takes away again, which leaves nothing.
  private static Difference atTheEnd(Difference back, Network now) {
    Set<ObjectKey> differ = Difference.between(now, new Goal(back).over(now)).keys();
    return new Difference(
        back.changes().stream().filter(c -> c.keys().anyMatch(differ::contains)).toList());
  }

  /// @param back what the undo does
  static List<String> of(Difference back) {
    List<String> lines = new ArrayList<>();
    for (Change change : back.changes()) {
      if (change instanceof Change.Altered c) {
        boolean mac =
            c.before().of() == LinkAttributes.MAC_PINNED.of()
                && c.before().isOn(LinkAttributes.MAC_PINNED)
                && !c.after().isOn(LinkAttributes.MAC_PINNED);
        if (mac) {
          String name = c.after().get(LinkAttributes.NAME).map(LinkName::text).orElse("the bridge");
          lines.add(name + " keeps its address from now on and follows its ports no longer");
        }
        boolean mtu =
            c.before().of() == BridgeAttributes.MTU_PINNED.of()
                && c.before().isOn(BridgeAttributes.MTU_PINNED)
                && !c.after().isOn(BridgeAttributes.MTU_PINNED);
        if (mtu) {
          lines.add("the bridge keeps its MTU from now on and follows its ports no longer");
        }
        if (c.attributes().contains(PortAttributes.COST)) {
          lines.add(
              "the port keeps its path cost from now on and follows the link's speed no longer");
        }
      }
    }
    return lines;
  }
}
