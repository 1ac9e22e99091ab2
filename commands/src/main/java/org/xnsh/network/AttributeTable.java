package org.xnsh.network;

import java.util.List;
import java.util.Optional;

/// All attributes of one kind of object, in the order in which they are shown.
public record AttributeTable(ObjectKind of, List<Attribute<?>> attributes) {

  public AttributeTable {
    attributes = List.copyOf(attributes);
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).ordinal() != i || attributes.get(i).of() != of) {
        throw new IllegalStateException("misplaced in the table: " + attributes.get(i));
      }
    }
  }

  /// The table of a kind.
  public static AttributeTable of(ObjectKind kind) {
    return switch (kind) {
      case LINK -> LinkAttributes.TABLE;
      case BRIDGE -> BridgeAttributes.TABLE;
      case PORT -> PortAttributes.TABLE;
      case PORT_VLAN -> PortVlanAttributes.TABLE;
      case VIF -> VifAttributes.TABLE;
      case ADDRESS -> AddressAttributes.TABLE;
      case ROUTE -> RouteAttributes.TABLE;
      case NEXTHOP -> NexthopAttributes.TABLE;
      case RULE -> RuleAttributes.TABLE;
      case NEIGHBOUR -> NeighbourAttributes.TABLE;
      case FDB -> FdbAttributes.TABLE;
      case MDB -> MdbAttributes.TABLE;
      case SYSCTL -> SysctlAttributes.TABLE;
    };
  }

  public Optional<Attribute<?>> named(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
  }
}
