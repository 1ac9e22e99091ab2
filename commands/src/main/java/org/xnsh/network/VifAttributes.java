package org.xnsh.network;

import static org.xnsh.network.Attribute.observed;
import static org.xnsh.network.ObjectKind.VIF;

import java.util.List;

/// What a host knows of the guest behind a vif: from XenStore on a dom0, from its topology in a
/// lab.
public final class VifAttributes {

  public static final Attribute<Long> DOMAIN =
      observed(
          VIF, 0, "domain", ValueType.NUMBER, "domain id; it changes at every start of the guest");
  public static final Attribute<Long> DEVICE =
      observed(VIF, 1, "device", ValueType.NUMBER, "device id within the domain");
  public static final Attribute<String> DOMAIN_NAME =
      observed(VIF, 2, "domain name", ValueType.TEXT, "may hold blanks");
  public static final Attribute<String> DOMAIN_UUID =
      observed(VIF, 3, "domain uuid", ValueType.TEXT, "what stays the same over restarts");
  public static final Attribute<MacAddress> MAC =
      observed(
          VIF,
          4,
          "mac",
          ValueType.MAC,
          "the guest's configured address; the guest may use another");
  public static final Attribute<String> BRIDGE =
      observed(
          VIF, 5, "bridge", ValueType.TEXT, "what XenStore says; the link's master is the truth");
  public static final Attribute<String> SCRIPT =
      observed(VIF, 6, "script", ValueType.TEXT, "the hotplug script that libxl will run");
  public static final Attribute<Long> STATE =
      observed(VIF, 7, "state", ValueType.NUMBER, "XenbusState: 2 waiting, 4 connected");
  public static final Attribute<String> ADDRESSES =
      observed(VIF, 8, "ip", ValueType.TEXT, "the guest's configured addresses, blank between");

  static final AttributeTable TABLE =
      new AttributeTable(
          VIF,
          List.of(DOMAIN, DEVICE, DOMAIN_NAME, DOMAIN_UUID, MAC, BRIDGE, SCRIPT, STATE, ADDRESSES));

  private VifAttributes() {}
}
