package org.xnsh.shell;

/// Something that all sessions of a host are told.
///
/// @param number of the transaction that it is about; 0 where it is about none
/// @param timers whether it is about confirm timers, of which a session is told in any case
/// @param line for an operator, not yet made harmless for a terminal
record News(long number, boolean timers, String line) {

  static News of(String line) {
    return new News(0, false, line);
  }
}
