package org.xnsh.host.linux.netlink;

import java.io.IOException;

/// Bytes that are no netlink message. It would be a fault of the kernel's or of ours.
public final class MalformedMessage extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedMessage(String message) {
    super(message);
  }
}
