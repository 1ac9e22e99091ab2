package org.xnsh.host.linux.netlink;

import org.xnsh.change.Refusal;
import org.xnsh.change.Step;

/// The kernel's refusals in words for an operator: its own, where it has some.
public final class Refusals {

  private Refusals() {}

  /// Why the kernel refused a step.
  ///
  /// @param ack one that is not done
  public static Refusal of(Step step, Ack ack) {
    String text = ack.text().orElseGet(() -> RefusalTexts.of(step, ack.errno()));
    return new Refusal(ack.errno(), text);
  }

  /// Why the kernel refused a question.
  static Refusal of(Ack ack) {
    return new Refusal(ack.errno(), ack.text().orElseGet(() -> Errno.text(ack.errno())));
  }
}
