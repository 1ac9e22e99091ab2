package org.xnsh.shell;

import java.util.concurrent.atomic.AtomicBoolean;
import org.xnsh.host.Host;
import org.xnsh.testing.ForwardingHost;

/// A host that, once closed, has nothing to give but what it is and its kept picture: any reading
/// fails.
final class ClosedHost extends ForwardingHost {

  private final AtomicBoolean closed;

  /// @param closed whether it is
  ClosedHost(Host host, AtomicBoolean closed) {
    super(host);
    this.closed = closed;
  }

  @Override
  protected Host asked() {
    if (closed.get()) {
      throw new IllegalStateException("the host was read");
    }
    return super.asked();
  }
}
