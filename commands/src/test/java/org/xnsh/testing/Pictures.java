package org.xnsh.testing;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeClass;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// Pictures as tests compare them.
public final class Pictures {

  private Pictures() {}

  /// Without counters and timers, which run while one looks.
  public static Network still(Network network) {
    Network still = network;
    for (ObjectKey key : network.keys()) {
      Attributes attributes = network.get(key);
      List<Attribute<?>> observed = new ArrayList<>();
      attributes.forEach((a, _) -> {
        if (a.standing() == AttributeClass.OBSERVED) {
          observed.add(a);
        }
      });
      for (Attribute<?> attribute : observed) {
        attributes = attributes.without(attribute);
      }
      still = still.with(key, attributes);
    }
    return still;
  }
}
