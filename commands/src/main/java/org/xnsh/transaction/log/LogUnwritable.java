package org.xnsh.transaction.log;

import java.io.IOException;

/// The log cannot take a record: the disk is full, read-only or gone.
public final class LogUnwritable extends IOException {

  private static final long serialVersionUID = 1L;

  LogUnwritable(IOException cause) {
    super("the transaction log cannot be written: " + cause.getMessage(), cause);
  }
}
