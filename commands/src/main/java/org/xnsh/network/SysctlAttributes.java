package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.ObjectKind.SYSCTL;

import java.util.List;

/// A kernel setting under /proc/sys/net.
public final class SysctlAttributes {

  public static final Attribute<String> VALUE =
      configured(SYSCTL, 0, "value", ValueType.TEXT, "the file's text without its newline");

  static final AttributeTable TABLE = new AttributeTable(SYSCTL, List.of(VALUE));

  private SysctlAttributes() {}
}
