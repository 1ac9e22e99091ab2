package org.xnsh.transaction;

import java.math.BigDecimal;
import java.util.List;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;

/// While its topology changes a bridge has twice its forward delay for an ageing time, and gets the
/// chosen one back when the change is over; but not where the spanning tree was switched off
/// meanwhile (__br_set_topology_change in net/bridge/br_stp.c looks at stp_enabled first). The
/// kernel tells the chosen one to nobody, so that nobody can write it back.
final class ShortAgeing {

  private ShortAgeing() {}

  /// One sentence for each bridge that would keep it.
  ///
  /// @param made what is about to be done
  /// @param now what is there before it
  static List<String> of(Difference made, Network now) {
    return made.changes().stream()
        .filter(c -> c instanceof Change.Altered a && isSwitchedOff(a, now))
        .map(c -> told(((BridgeKey) ((Change.Altered) c).key()), now))
        .toList();
  }

  /// One sentence for each bridge that is given another ageing time meanwhile: what it is taken for
  /// to have had is not what was chosen.
  static List<String> undone(Difference wanted, Network before) {
    return wanted.changes().stream()
        .filter(c ->
            c instanceof Change.Altered a
                && a.key() instanceof BridgeKey key
                && a.attributes().contains(BridgeAttributes.AGEING_TIME)
                && isChanging(before.get(key)))
        .map(c -> {
          BridgeKey key = (BridgeKey) ((Change.Altered) c).key();
          return "undo will give "
              + before.nameOf(key.index())
              + " the ageing time of "
              + seconds(before.get(key))
              + " s that it has while its topology changes, and not the one before";
        })
        .toList();
  }

  private static boolean isChanging(Attributes bridge) {
    return bridge.number(BridgeAttributes.STP_STATE) != 0
        && bridge.number(BridgeAttributes.TOPOLOGY_CHANGE) != 0;
  }

  private static String seconds(Attributes bridge) {
    return BigDecimal.valueOf(bridge.number(BridgeAttributes.AGEING_TIME), 2)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static boolean isSwitchedOff(Change.Altered c, Network now) {
    return c.key() instanceof BridgeKey key
        && c.attributes().contains(BridgeAttributes.STP_STATE)
        && c.after().number(BridgeAttributes.STP_STATE) == 0
        && !c.attributes().contains(BridgeAttributes.AGEING_TIME)
        && isChanging(now.get(key));
  }

  private static String told(BridgeKey key, Network now) {
    String name = now.nameOf(key.index());
    return name
        + " keeps the ageing time of "
        + seconds(now.get(key))
        + " s that it has while its topology changes, and the kernel forgets the one before: drift"
        + " restore "
        + name
        + ", where drift knows it, or brctl setageing "
        + name
        + " SECONDS";
  }
}
