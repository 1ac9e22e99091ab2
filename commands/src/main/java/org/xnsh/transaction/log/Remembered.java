package org.xnsh.transaction.log;

import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.ObjectKind;

/// What of an object is kept for long: what somebody can have chosen, and what making it again
/// takes.
final class Remembered {

  private Remembered() {}

  static Attributes of(Attributes attributes) {
    ObjectKind kind = attributes.of();
    if (kind == ObjectKind.VIF) {
      return attributes;
    }
    Attributes.Builder kept = attributes.toBuilder();
    for (Attribute<?> attribute : AttributeTable.of(kind).attributes()) {
      boolean isKept =
          switch (attribute.standing()) {
            case CONFIGURED, STICKY -> true;
            // whose peer a veth is
            case DERIVED -> kind == ObjectKind.LINK;
            case OBSERVED -> false;
          };
      // while it lasts the ageing time is not the one that was chosen
      if (!isKept && !attribute.equals(BridgeAttributes.TOPOLOGY_CHANGE)) {
        kept.remove(attribute);
      }
    }
    return kept.build();
  }
}
