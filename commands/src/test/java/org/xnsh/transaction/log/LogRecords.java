package org.xnsh.transaction.log;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.xnsh.change.Difference;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;

/// Records of transactions that nobody made.
public final class LogRecords {

  private LogRecords() {}

  /// @param width how long it is, about
  public static Intent intent(long number, int width, Long... undoOf) {
    return new Intent(
        number,
        Instant.EPOCH.plusSeconds(number),
        number % 3 == 0 ? "anna" : "bert",
        "test",
        "line " + number,
        "",
        false,
        List.of(undoOf),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of("x".repeat(width)),
        Difference.NONE,
        Difference.NONE);
  }

  public static Result result(long number) {
    return result(number, Entry.State.VERIFIED, false);
  }

  public static Result result(long number, Entry.State state, boolean partly) {
    return new Result(
        number,
        Instant.EPOCH.plusSeconds(number),
        state,
        Difference.NONE,
        Difference.NONE,
        List.of(),
        partly ? List.of("something") : List.of());
  }
}
