package org.xnsh.command;

import java.util.List;
import java.util.stream.Stream;

/// All families, in the order in which help lists them.
public final class StandardCatalog {

  private StandardCatalog() {}

  /// Every command of an ordinary session.
  public static Catalog all() {
    return new Catalog(
        Stream.of(
                ShowCommands.all(),
                BrctlCommands.all(),
                LinkCommands.all(),
                RouteCommands.all(),
                NeighbourCommands.all(),
                IpCommands.all(),
                SysctlCommands.all(),
                GuestCommands.all(),
                UndoCommands.all(),
                DriftCommands.all(),
                LogCommands.all(),
                DraftCommands.all(),
                ConfirmCommands.all(),
                PrefixCommands.all(),
                SessionCommands.all(),
                HelpCommands.all(),
                ShellCommands.all())
            .flatMap(List::stream)
            .toList());
  }
}
