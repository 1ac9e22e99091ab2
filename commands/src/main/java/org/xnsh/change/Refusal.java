package org.xnsh.change;

/// Why a host did not do a step. The kernel's own words where it has some.
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int errno;
  private final String message;

  /// @param errno a positive errno of include/uapi/asm-generic/errno.h
  /// @param message what the kernel's extended ack says, or words of ours; for an operator
  public Refusal(int errno, String message) {
    super(message);
    this.errno = errno;
    this.message = message;
  }

  /// Why, for an operator.
  @Override
  public String getMessage() {
    return message;
  }

  /// A positive errno: 17 is EEXIST.
  public int errno() {
    return errno;
  }
}
