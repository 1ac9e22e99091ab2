package org.xnsh.transaction;

import org.xnsh.host.HostDescription.Scope;

/// A namespace that nobody has.
public final class TestScope {

  public static final Scope ONE = new Scope(7, "a-boot");

  private TestScope() {}
}
