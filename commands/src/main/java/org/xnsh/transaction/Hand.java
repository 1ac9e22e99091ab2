package org.xnsh.transaction;

import java.util.OptionalLong;
import org.xnsh.transaction.log.LogRecord;

/// Who changed something.
///
/// @param number the transaction, or the outside record; none where nobody has recorded it yet
/// @param command as typed; empty for a hand outside
public record Hand(OptionalLong number, String operator, String command) {

  /// A change that no record tells of.
  static final Hand UNKNOWN = new Hand(OptionalLong.empty(), LogRecord.Outside.OPERATOR, "");

  public boolean isOutside() {
    return operator.equals(LogRecord.Outside.OPERATOR) && command.isEmpty();
  }

  /// `transaction 7 (anna: brctl stp br0 on)`.
  public String words() {
    if (isOutside()) {
      return number.isPresent()
          ? "another hand (record " + number.getAsLong() + ")"
          : "another hand";
    }
    return "transaction " + number.orElse(0) + " (" + operator + ": " + command + ")";
  }
}
