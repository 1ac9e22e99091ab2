package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Syntax;
import org.xnsh.grammar.Usage;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// Help against the engine: a line of every command, as every role, at the machine and over SSH.
class HelpIsTrueTest {

  private static final CommandGrammar GRAMMAR = new CommandGrammar(StandardCatalog.all());

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "VIEWER, true, true",
    "VIEWER, false, true",
    "VIEWER, false, false",
    "OPERATOR, true, true",
    "OPERATOR, true, false",
    "OPERATOR, false, true",
    "ADMIN, true, true",
    "ADMIN, true, false",
    "ADMIN, false, true",
    "ADMIN, false, false"
  })
  void whatHelpListsIsNotRefusedAndWhatItDoesNotIs(Role role, boolean local, boolean interactive) {
    Seat seat = new Seat(role, local, interactive);
    List<String> listed = listed(seat);
    try (Transactions writer =
        NamespaceWriter.open(
            SimulatedHost.of(Topologies.seed()), new StateFolder(folder), folder)) {
      for (int i = 0; i < GRAMMAR.size(); i++) {
        Usage usage = GRAMMAR.usage(i);
        String line = sample(usage.syntax()).strip();
        assertThat(isRefused(line, seat, writer))
            .as("%s for %s", line, seat)
            .isEqualTo(listed.stream().noneMatch(l -> isBriefly(l, usage.display())));
      }
    }
  }

  private static List<String> listed(Seat seat) {
    return HelpText.list(GRAMMAR, seat) instanceof View.Table table
        ? table.rows().stream().map(row -> row.getFirst().text()).toList()
        : List.of();
  }

  private static boolean isBriefly(String listed, String display) {
    return listed.equals(display)
        || (listed.endsWith(" ...")
            && display.startsWith(listed.substring(0, listed.length() - " ...".length())));
  }

  private static boolean isRefused(String line, Seat seat, Transactions writer) {
    Caught caught = new Caught();
    Context context =
        new Context(
            new Staging(writer),
            GRAMMAR,
            "anna",
            "test",
            seat.role(),
            seat.local(),
            seat.interactive(),
            Optional.empty(),
            () -> false,
            _ -> {});
    ExitCode exit = new Interpreter(GRAMMAR, false, false).run(line, context, caught);
    return exit == ExitCode.REFUSED
        && caught.faults().stream()
            .anyMatch(f -> f.contains("this needs the role") || f.contains("this works at "));
  }

  /// The shortest line of a usage, with names of things that do not exist.
  private static String sample(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Keyword keyword -> " " + keyword.text();
      case Syntax.Parameter parameter -> " " + word(parameter);
      case Syntax.Sequence s ->
          s.parts().stream().map(HelpIsTrueTest::sample).collect(Collectors.joining());
      case Syntax.Choice choice -> sample(choice.ways().getFirst());
      case Syntax.Maybe _ -> "";
      case Syntax.Repeat repeat -> sample(repeat.body());
      case Syntax.AnyOrder _ -> "";
    };
  }

  private static String word(Syntax.Parameter parameter) {
    return switch (parameter.kind()) {
      case MAC -> "00:16:3e:00:00:01";
      case PREFIX -> "10.99.0.1/24";
      case DESTINATION -> "10.99.0.0/24";
      case ADDRESS, GATEWAY, HOST -> "10.99.0.2";
      case NUMBER, SECONDS, LINES, TABLE ->
          parameter.range().map(r -> "" + r.least().toPlainString()).orElse("1");
      case TRANSACTION, STANDING, BOOT, SESSION, LEFT -> "999";
      case DURATION, AGE -> "90s";
      case EXTENSION -> "+90s";
      case CLOCK -> "10:30";
      case DATE -> "2026-11-28";
      case SYSCTL, SETTING -> "/proc/sys/net/ipv4/ip_forward";
      case LINE, COMMAND -> "clear";
      case BRIDGE, LINK, FREE_LINK, PORT, VIF, DOMAIN, GUEST, LINK_NAME -> "none";
      case FILE, MODE, USER, PROGRAM, PATTERN, TEXT -> "none";
    };
  }
}
