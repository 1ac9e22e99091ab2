package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Outcome.Done;
import org.xnsh.transaction.Outcome.PartlyUndone;
import org.xnsh.transaction.Outcome.Previewed;
import org.xnsh.transaction.Outcome.Refused;
import org.xnsh.transaction.Outcome.RolledBack;
import org.xnsh.transaction.Outcome.Staged;
import org.xnsh.transaction.Outcome.Unchanged;
import org.xnsh.transaction.Outcome.Unverified;

/// What an operator is told of how a transaction ended, and the exit code for it. All editing
/// commands share it; a family that speaks as another program brings that program's words for what
/// the kernel refused.
final class OutcomeText {

  private OutcomeText() {}

  /// The result of an edit whose kernel refusals are told as the host tells them.
  static Result result(Outcome outcome) {
    return result(outcome, View.NOTHING);
  }

  /// The result of an edit that shows something when it is done.
  static Result result(Outcome outcome, View done) {
    return switch (outcome) {
      case Unchanged _ -> Result.of(done);
      case Staged o -> Result.of(View.prose(o.words().stream().map(w -> "staged: " + w).toList()));
      case Done o -> new Result(done, o.remarks(), ExitCode.DONE);
      case Unverified o ->
          new Result(
              done,
              lines("transaction " + o.number() + " is applied but not verified", o.faults()),
              ExitCode.APPLIED_NOT_VERIFIED);
      case RolledBack o -> rolledBack(o, o.cause());
      case PartlyUndone o ->
          new Result(
              done,
              lines("transaction " + o.number() + " did not bring everything back", o.left()),
              ExitCode.PARTLY_UNDONE);
      case Previewed o -> UndoViews.preview(o);
      case Refused o -> refused(o);
    };
  }

  /// The result in another program's words.
  ///
  /// @param failure that program's line for a kernel refusal
  static Result resultAs(Function<RolledBack, String> failure, Outcome outcome) {
    return switch (outcome) {
      case RolledBack o when o.errno() != 0 -> rolledBack(o, failure.apply(o));
      case Unchanged _, Done _, Staged _, Unverified _, RolledBack _, PartlyUndone _ ->
          result(outcome);
      case Previewed _, Refused _ -> result(outcome);
    };
  }

  private static Result rolledBack(RolledBack outcome, String cause) {
    if (outcome.left().isEmpty()) {
      return Result.error(ExitCode.FAILED, cause);
    }
    List<String> lines = new ArrayList<>(List.of(cause));
    lines.addAll(lines("not everything that was done could be taken back", outcome.left()));
    return new Result(View.NOTHING, lines, ExitCode.PARTLY_UNDONE);
  }

  private static Result refused(Refused outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(String.valueOf(outcome.why().getMessage()));
    outcome.details().forEach(d -> lines.add("  " + d));
    if (!outcome.why().hint().isEmpty()) {
      lines.add(outcome.why().hint());
    }
    return new Result(View.NOTHING, lines, exit(outcome.why().reason()));
  }

  static ExitCode exit(EditRefused.Reason reason) {
    return switch (reason) {
      case USAGE -> ExitCode.USAGE;
      case NOT_FOUND -> ExitCode.NOT_FOUND;
      case REFUSED -> ExitCode.REFUSED;
      case CONFLICT -> ExitCode.CONFLICT;
      case STOPPED -> ExitCode.INTERRUPTED;
      case FAILED -> ExitCode.FAILED;
    };
  }

  private static List<String> lines(String heading, List<String> rest) {
    List<String> lines = new ArrayList<>();
    lines.add(rest.isEmpty() ? heading : heading + ":");
    rest.forEach(r -> lines.add("  " + r));
    return lines;
  }
}
