package org.xnsh.change;

/// How much of a difference a plan goes for.
///
/// @param derived what to do about objects that the kernel makes by itself
public record PlanOptions(Derived derived) {

  /// What an edit needs.
  public static final PlanOptions EDIT = new PlanOptions(Derived.WHERE_NAMED);

  /// The first phase of an undo: the kernel is left to make its own objects.
  public static final PlanOptions CONFIGURED = new PlanOptions(Derived.NEVER);

  /// The second phase of an undo, once settled: what did not come back by itself is put back.
  public static final PlanOptions WITH_DERIVED = new PlanOptions(Derived.ALWAYS);

  /// Connected, local and multicast routes, link-local and temporary addresses, local FDB entries.
  public enum Derived {
    /// They are left alone.
    NEVER,
    /// They are changed where nothing else changes on their link, so that the kernel would not do
    /// it: a connected route that is deleted by hand.
    WHERE_NAMED,
    /// They are changed wherever they differ.
    ALWAYS
  }
}
