package org.xnsh.host.linux.netlink;

import org.xnsh.change.Step;

final class RefusalTexts {

  private RefusalTexts() {}

  static String of(Step step, int errno) {
    return step.key().text() + ": " + Errno.text(errno);
  }
}
