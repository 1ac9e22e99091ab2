package org.xnsh.command;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The guests of a lab, acted in from dom0. Fixed verbs only: nothing typed here reaches a shell.
public interface Guests {

  /// Their names.
  List<String> names();

  /// Runs a program inside a guest's namespace, without a shell, and gives what it printed.
  ///
  /// @param program program and arguments, each one word
  /// @param patience how long it may take, in seconds
  /// @param stopped whether it is to end before that
  Result run(String guest, List<String> program, int patience, BooleanSupplier stopped)
      throws IOException;

  /// Asks for an address by DHCP on the guest's interface.
  ///
  /// @param patience seconds
  Result dhcp(String guest, int patience, BooleanSupplier stopped) throws IOException;
}
