package org.xnsh.network;

/// Who decides an attribute's value, and therefore what undo, conflicts and drift make of it.
public enum AttributeClass {
  /// Somebody chose it. It takes part in differences, conflicts, verification and undo.
  CONFIGURED,
  /// The kernel computes it from the rest. Shown; never a conflict; compared once settled.
  DERIVED,
  /// Configured through a one-way door: undo restores the value and says what stays behind.
  STICKY,
  /// Learned or counted. Read when asked, never undone.
  OBSERVED;

  /// Whether undo has to bring the value back.
  public boolean isRestored() {
    return switch (this) {
      case CONFIGURED, STICKY -> true;
      case DERIVED, OBSERVED -> false;
    };
  }
}
