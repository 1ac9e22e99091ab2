package org.xnsh.command;

import java.io.PrintStream;

/// Plain text on two streams.
///
/// @param out standard output
/// @param err standard error
public record TextOutput(PrintStream out, PrintStream err) implements Output {

  @Override
  public void show(View view) {
    out.print(ViewText.text(view));
    out.flush();
  }

  @Override
  public void fault(Fault fault) {
    fault.text().forEach(err::println);
    err.flush();
  }
}
