package org.xnsh.change;

/// What becomes of an object, or of some of its attributes, in a way back.
public enum Fate {
  /// It is as the transaction left it, and gets what it had before.
  RESTORED,
  /// It has what it had before.
  ALREADY_SO,
  /// It has neither: somebody changed it since, or built on it.
  CHANGED_SINCE,
  /// It cannot come back: its domain is destroyed, its link is gone or is another one now.
  GONE,
  /// The kernel would refuse it as things stand.
  BARRED,
  /// Nobody knows what was done to it.
  UNKNOWN;

  /// Whether the way back does not bring it back.
  public boolean isLeft() {
    return switch (this) {
      case RESTORED, ALREADY_SO -> false;
      case CHANGED_SINCE, GONE, BARRED, UNKNOWN -> true;
    };
  }

  /// Whether it stands against the whole way back, unless that is forced. What is gone or not known
  /// hinders nothing else.
  public boolean isConflict() {
    return switch (this) {
      case CHANGED_SINCE, BARRED -> true;
      case RESTORED, ALREADY_SO, GONE, UNKNOWN -> false;
    };
  }
}
