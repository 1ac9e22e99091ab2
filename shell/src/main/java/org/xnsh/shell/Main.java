package org.xnsh.shell;

import org.xnsh.command.ExitCode;

/// The process.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(ExitCode.USAGE.number());
  }
}
