package org.xnsh.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All attributes of one kind of object.
public final class AttributeTable {

  private final ObjectKind of;
  private final List<Attribute<?>> attributes;
  private final Map<String, Attribute<?>> byName;

  public AttributeTable(ObjectKind of, List<Attribute<?>> attributes) {
    Map<String, Attribute<?>> names = new HashMap<>();
    for (int i = 0; i < attributes.size(); i++) {
      Attribute<?> attribute = attributes.get(i);
      if (attribute.ordinal() != i || attribute.of() != of) {
        throw new IllegalStateException("misplaced in the table: " + attribute);
      }
      names.putIfAbsent(attribute.name(), attribute);
    }
    this.of = of;
    this.attributes = List.copyOf(attributes);
    this.byName = Map.copyOf(names);
  }

  public ObjectKind of() {
    return of;
  }

  /// In the order in which they are shown.
  public List<Attribute<?>> attributes() {
    return attributes;
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
    return Optional.ofNullable(byName.get(name));
  }
}
