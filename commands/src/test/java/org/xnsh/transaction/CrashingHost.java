package org.xnsh.transaction;

import java.io.IOException;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.testing.ForwardingHost;

/// A host whose process ends at a certain moment of a transaction.
///
/// @param end what ends it: throws or halts
/// @param moment 0: before the first step; 1: right after it; 2: when it is read again; 3: before
///   the second step; and so on
final class CrashingHost extends ForwardingHost {

  private final Runnable end;
  private int left;
  private boolean isStepDone;

  CrashingHost(Host host, int moment, Runnable end) {
    super(host);
    this.left = moment;
    this.end = end;
  }

  /// What stands for the end of a process within one.
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  static CrashingHost throwing(Host host, int moment) {
    return new CrashingHost(
        host,
        moment,
        () -> {
          throw new Crash();
        });
  }

  /// As a power failure of this process alone.
  static CrashingHost halting(Host host, int moment) {
    return new CrashingHost(host, moment, () -> Runtime.getRuntime().halt(9));
  }

  private void pass() {
    if (left-- == 0) {
      end.run();
    }
  }

  @Override
  public OptionalInt apply(Step step) throws Refusal, IOException {
    pass();
    OptionalInt result = super.apply(step);
    isStepDone = true;
    pass();
    return result;
  }

  @Override
  public Network refresh(Footprint footprint) throws IOException {
    if (isStepDone) {
      isStepDone = false;
      pass();
    }
    return super.refresh(footprint);
  }
}
