package org.xnsh.transaction;

/// Why an edit is not made; nothing was changed.
public final class EditRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String hint;
  private final String message;

  /// Kinds of refusal; each has its exit code.
  public enum Reason {
    /// The line makes no sense (exit code 2).
    USAGE,
    /// The object does not exist (6).
    NOT_FOUND,
    /// A safety check, a role or a missing right (4).
    REFUSED,
    /// Somebody changed it meanwhile, or holds the lock (5).
    CONFLICT,
    /// The operator ended it before it began (130).
    STOPPED,
    /// Everything else (1).
    FAILED
  }

  /// @param message what was refused and why, one sentence for an operator
  /// @param hint what to type instead, or empty
  public EditRefused(Reason reason, String message, String hint) {
    super(message);
    this.reason = reason;
    this.hint = hint;
    this.message = message;
  }

  /// What was refused and why.
  @Override
  public String getMessage() {
    return message;
  }

  public Reason reason() {
    return reason;
  }

  public String hint() {
    return hint;
  }
}
