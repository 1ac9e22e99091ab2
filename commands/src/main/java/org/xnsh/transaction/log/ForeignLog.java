package org.xnsh.transaction.log;

import java.io.IOException;

/// Where the log should be is something else, which nobody may build on or overwrite.
public final class ForeignLog extends IOException {

  private static final long serialVersionUID = 1L;

  ForeignLog(String what) {
    super(what + ": move it away, and edits begin a new one");
  }
}
