package org.xnsh.host.linux.netlink;

import java.util.HashMap;
import java.util.Map;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;

/// Numbers objects whose keys are alike, in the order in which they come: that of one dump.
public final class Twins {

  private final Map<ObjectKey, Integer> seen = new HashMap<>();

  /// The entry under a key that none before it had.
  public Entry numbered(Entry entry) {
    return switch (entry.key()) {
      case RouteKey k -> {
        int twin = seen.merge(k, 1, Integer::sum) - 1;
        yield twin == 0
            ? entry
            : new Entry(new RouteKey(k.group(), k.type(), k.via(), twin), entry.attributes());
      }
      case RuleKey k -> {
        int twin = seen.merge(k, 1, Integer::sum) - 1;
        yield twin == 0
            ? entry
            : new Entry(new RuleKey(k.family(), k.priority(), twin), entry.attributes());
      }
      default -> entry;
    };
  }
}
