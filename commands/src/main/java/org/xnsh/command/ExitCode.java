package org.xnsh.command;

/// The process's exit codes. The brctl family keeps brctl's 0 and 1.
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  TIMEOUT(3),
  /// A safety check, a role or a missing right said no.
  REFUSED(4),
  /// A conflict, or a lock that somebody else holds.
  CONFLICT(5),
  NOT_FOUND(6),
  APPLIED_NOT_VERIFIED(65),
  PARTLY_UNDONE(66),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
