package org.xnsh.grammar;

import java.util.List;

/// Names that exist now, for parameters that name live objects. Answers come from the kept picture,
/// never from I/O.
@FunctionalInterface
public interface LiveNames {

  /// Something that can be typed.
  ///
  /// @param text what is typed
  /// @param about what it is: domain, MAC, bridge
  record Name(String text, String about) {}

  /// What can stand at a place.
  ///
  /// @param kind the parameter's kind: `bridge`, `link`, `port`, `vif`, `transaction` …
  /// @param before the arguments given so far, which may narrow it: the ports of that bridge only
  List<Name> names(String kind, Arguments before);
}
