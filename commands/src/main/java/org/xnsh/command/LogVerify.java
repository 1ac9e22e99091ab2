package org.xnsh.command;

import java.util.List;
import org.xnsh.command.Command.Role;
import org.xnsh.transaction.log.Verification;

/// `log verify`: whether the log is what was written.
final class LogVerify {

  private LogVerify() {}

  static Command command() {
    return new Command(
        "log verify",
        "checks the log from the first record to the last",
        """
        Reads all files of the log and checks that each record carries its seal, which is made over \
        the one before: who changes, removes or inserts a record breaks the chain there. Names the \
        first record that is broken, by file, line and transaction, and exits with 5. Nobody has to \
        wait for it; of a million transactions it takes minutes, and Ctrl-C ends it.\
        """,
        Role.VIEWER,
        (_, context) -> result(context.transactions().verify(context.stopped())));
  }

  static Result result(Verification read) {
    if (read.isStopped() && read.fault().isEmpty()) {
      return Result.error(
          ExitCode.INTERRUPTED,
          "stopped after " + counted(read.lines(), "record") + ", which are whole");
    }
    return read.fault()
        .map(fault -> Result.error(ExitCode.CONFLICT, "the transaction log is broken: " + fault))
        .orElseGet(() ->
            Result.of(
                View.prose(
                    List.of(
                        "the transaction log is whole: "
                            + counted(read.transactions(), "transaction")
                            + ", "
                            + counted(read.lines(), "record")
                            + ", "
                            + counted(read.files(), "file")))));
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
