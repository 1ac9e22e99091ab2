package org.xnsh.command;

/// Where the interpreter puts what commands give.
public interface Output {

  /// For standard output.
  void show(View view);

  /// For standard error.
  void fault(Fault fault);
}
