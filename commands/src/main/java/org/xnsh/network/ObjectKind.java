package org.xnsh.network;

/// The kinds of objects in a picture.
public enum ObjectKind {
  LINK("link"),
  BRIDGE("bridge"),
  PORT("port"),
  PORT_VLAN("vlan"),
  VIF("vif"),
  ADDRESS("address"),
  ROUTE("route"),
  NEXTHOP("nexthop"),
  RULE("rule"),
  NEIGHBOUR("neighbour"),
  FDB("fdb"),
  MDB("mdb"),
  SYSCTL("sysctl");

  private final String word;

  ObjectKind(String word) {
    this.word = word;
  }

  /// The field's word for it; the first word of a key's text form.
  public String word() {
    return word;
  }
}
