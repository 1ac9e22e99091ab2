package org.xnsh.grammar;

import java.util.Collection;
import java.util.function.Supplier;

/// Names that exist now, for parameters that name live objects. Answers come from the kept picture,
/// never from I/O.
@FunctionalInterface
public interface LiveNames {

  /// Something that can be typed.
  ///
  /// @param text what is typed
  /// @param describer says what it is; asked only for the few that are shown
  record Name(String text, Supplier<String> describer) {

    public Name(String text, String about) {
      this(text, () -> about);
    }

    /// What it is: domain, MAC, bridge.
    public String about() {
      return describer.get();
    }
  }

  /// What can stand at a place.
  ///
  /// @param kind the parameter's kind: `bridge`, `link`, `port`, `vif`, `transaction` …
  /// @param before the arguments given so far, which may narrow it: the ports of that bridge only
  Collection<Name> names(String kind, Arguments before);
}
