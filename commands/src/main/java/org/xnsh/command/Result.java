package org.xnsh.command;

import java.util.List;

/// What a command gave: data for standard output, lines for standard error, an exit code.
public record Result(View view, List<String> errors, ExitCode exit) {

  public Result {
    errors = List.copyOf(errors);
  }

  public static Result of(View view) {
    return new Result(view, List.of(), ExitCode.DONE);
  }

  /// Done, with nothing to show.
  public static Result done() {
    return of(View.NOTHING);
  }

  public static Result error(ExitCode exit, String... lines) {
    return new Result(View.NOTHING, List.of(lines), exit);
  }
}
