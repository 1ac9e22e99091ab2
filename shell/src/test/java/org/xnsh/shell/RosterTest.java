package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Context;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Interpreter;
import org.xnsh.command.PictureNames;
import org.xnsh.command.Seat;
import org.xnsh.command.Sessions;
import org.xnsh.command.StandardCatalog;
import org.xnsh.command.TextOutput;
import org.xnsh.completion.Completion;
import org.xnsh.completion.Suggestion;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.path.Access;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// Sessions beside each other: who sees and does what to whom.
class RosterTest {

  private static final CommandGrammar GRAMMAR = new CommandGrammar(StandardCatalog.all());

  private final AtomicLong clock = new AtomicLong();
  private final Roster roster = new Roster(clock::get);
  private final Transactions writer;

  RosterTest(@TempDir Path folder) {
    this.writer =
        NamespaceWriter.open(SimulatedHost.of(Topologies.seed()), new StateFolder(folder), folder);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  /// A session that types lines and hears what it is told.
  private final class Typist {
    private final List<String> heard = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final Staging staging = new Staging(writer);
    private final Role role;
    private final Attendance attendance;
    private String out = "";
    private String err = "";

    Typist(String operator, Role role) {
      this.role = role;
      this.attendance =
          roster.enter(
              new Caller(operator, "ssh 10.0.0.7", role, false, () -> Access.NONE),
              new Attendance.Ways(() -> Duration.ofSeconds(75), () -> false, ended::add));
      attendance.prompts(heard::add);
    }

    ExitCode type(String line) {
      ByteArrayOutputStream shown = new ByteArrayOutputStream();
      ByteArrayOutputStream told = new ByteArrayOutputStream();
      Context context =
          new Context(
                  staging,
                  GRAMMAR,
                  attendance.operator(),
                  "ssh 10.0.0.7",
                  role,
                  false,
                  true,
                  Optional.empty(),
                  () -> false,
                  _ -> {})
              .among(attendance);
      ExitCode exit =
          new Interpreter(GRAMMAR, false, false)
              .run(
                  line,
                  context,
                  new TextOutput(
                      new PrintStream(shown, true, StandardCharsets.UTF_8),
                      new PrintStream(told, true, StandardCharsets.UTF_8)));
      out = shown.toString(StandardCharsets.UTF_8);
      err = told.toString(StandardCharsets.UTF_8);
      return exit;
    }
  }

  @Test
  void whoShowsEachSessionWithWhatItRunsAndHasStaged() {
    Typist anna = new Typist("anna", Role.ADMIN);
    Typist bert = new Typist("bert", Role.OPERATOR);
    bert.attendance.ends(2);
    bert.attendance.begins("guest test ping 10.0.0.1");
    assertThat(anna.type("who")).isEqualTo(ExitCode.DONE);
    assertThat(anna.out.lines().skip(1).map(l -> l.strip().replaceAll(" +", " ")))
        .satisfiesExactly(
            l -> assertThat(l).matches("1 anna admin ssh 10.0.0.7 [0-9:]+ you 0"),
            l ->
                assertThat(l)
                    .matches("2 bert operator ssh 10.0.0.7 [0-9:]+ 0s 2 guest test ping 10.0.0.1"));
    bert.attendance.ends(0);
    anna.type("who");
    assertThat(anna.out).contains("1m15s");
    bert.attendance.close();
    anna.type("who | count");
    assertThat(anna.out).isEqualTo("1\n");
  }

  @Test
  void aTextReachesThePromptsOfAnOperatorOrOfAll() {
    Typist anna = new Typist("anna", Role.VIEWER);
    Typist bert = new Typist("bert", Role.OPERATOR);
    Typist again = new Typist("bert", Role.OPERATOR);
    assertThat(anna.type("tell bert wait a moment")).isEqualTo(ExitCode.DONE);
    assertThat(anna.out).isEqualTo("told at 2 prompts\n");
    assertThat(bert.heard).containsExactly("anna tells you: wait a moment");
    assertThat(again.heard).hasSize(1);
    bert.type("tell all 'the uplink moves; hold on'");
    assertThat(anna.heard).containsExactly("bert tells all: the uplink moves; hold on");
    assertThat(bert.heard).hasSize(1);
    assertThat(anna.type("tell carl hello")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(anna.err).contains("'carl' has no other prompt open here");
    assertThat(anna.type("tell bert " + "x".repeat(401))).isEqualTo(ExitCode.USAGE);
    assertThat(bert.heard).hasSize(1);
  }

  @Test
  void whoTellsTooOftenIsRefusedInAllTheirSessionsAndNobodyElseIs() {
    Typist anna = new Typist("anna", Role.ADMIN);
    Typist again = new Typist("anna", Role.ADMIN);
    Typist bert = new Typist("bert", Role.VIEWER);
    for (int i = 0; i < 20; i++) {
      anna.type("tell carl hello"); // reaches nobody, and costs nothing
    }
    for (int i = 0; i < 10; i++) {
      assertThat((i % 2 == 0 ? anna : again).type("tell bert hello")).isEqualTo(ExitCode.DONE);
    }
    assertThat(again.type("tell all hello")).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err).contains("nobody was told: so many texts", "wait 3s, or say it in one");
    assertThat(bert.heard).hasSize(10);
    assertThat(bert.type("tell anna enough")).isEqualTo(ExitCode.DONE);
    clock.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(anna.type("tell bert hello")).isEqualTo(ExitCode.REFUSED);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(anna.type("tell bert hello")).isEqualTo(ExitCode.DONE);
    assertThat(anna.type("tell bert hello")).isEqualTo(ExitCode.REFUSED);
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    for (int i = 0; i < 10; i++) {
      assertThat(anna.type("tell bert hello")).isEqualTo(ExitCode.DONE);
    }
    assertThat(anna.type("tell bert hello")).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void tabKnowsTheOperatorsAndTheSessions() {
    Typist anna = new Typist("anna", Role.ADMIN);
    Typist bert = new Typist("bert", Role.OPERATOR);
    Completion completion =
        new Completion(
            GRAMMAR,
            new PictureNames(writer::picture, List::of, List::of, anna.attendance),
            new Seat(Role.ADMIN, false, true));
    assertThat(texts(completion, "tell ")).containsExactly("all", "bert");
    assertThat(texts(completion, "sessions end ")).containsExactly("2");
    assertThat(texts(completion, "sessions take ")).isEmpty();
    bert.type("begin; link set eth1 mtu 1400");
    dies(bert);
    assertThat(texts(completion, "sessions take ")).containsExactly("2");
    assertThat(texts(completion, "sessions end ")).isEmpty();
  }

  private static List<String> texts(Completion completion, String line) {
    return completion.suggest(line, line.length()).stream().map(Suggestion::text).toList();
  }

  @Test
  void anAdminEndsASessionWhichIsToldByWhom() {
    Typist anna = new Typist("anna", Role.ADMIN);
    Typist bert = new Typist("bert", Role.OPERATOR);
    assertThat(bert.type("sessions end 1")).isEqualTo(ExitCode.REFUSED);
    assertThat(anna.ended).isEmpty();
    assertThat(anna.type("sessions end 2")).isEqualTo(ExitCode.DONE);
    assertThat(bert.ended).containsExactly("anna ends this session");
    assertThat(anna.type("dry-run sessions end 2")).isEqualTo(ExitCode.REFUSED);
    assertThat(anna.err).contains("no list of sessions is kept here");
    assertThat(bert.ended).hasSize(1);
    assertThat(anna.type("sessions end 9")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(anna.type("sessions end 1")).isEqualTo(ExitCode.USAGE);
    assertThat(anna.err).contains("exit leaves it");
  }

  private void dies(Typist typist) {
    typist.attendance.leaves(typist.staging.kept().orElseThrow());
    typist.attendance.close();
  }

  @Test
  void whatADeadSessionHadStagedIsTakenUpByItsOperatorOnceAndLaidOverTheHostAsItIs() {
    Typist anna = new Typist("anna", Role.ADMIN);
    Typist bert = new Typist("bert", Role.OPERATOR);
    bert.type("begin; link set eth1 mtu 1400");
    dies(bert);
    anna.type("link set eth0 mtu 1300");
    assertThat(anna.type("sessions")).isEqualTo(ExitCode.DONE);
    assertThat(anna.out).contains("Left by", "bert", "1h");
    assertThat(anna.type("sessions take 2")).isEqualTo(ExitCode.NOT_FOUND);
    Typist again = new Typist("bert", Role.OPERATOR);
    again.type("begin");
    assertThat(again.type("sessions take 2")).isEqualTo(ExitCode.USAGE);
    again.type("abort");
    assertThat(again.type("sessions take 2")).isEqualTo(ExitCode.DONE);
    assertThat(again.out).contains("link set eth1 mtu 1400");
    assertThat(again.type("commit")).isEqualTo(ExitCode.DONE);
    anna.type("show links eth0 | json; show links eth1 | json");
    assertThat(anna.out).contains("1300", "1400");
    assertThat(again.type("sessions take 2")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void whatBothChangedMeanwhileIsAConflictAndStaysStaged() {
    Typist anna = new Typist("anna", Role.ADMIN);
    Typist bert = new Typist("bert", Role.OPERATOR);
    bert.type("begin; link set eth1 mtu 1400");
    dies(bert);
    anna.type("link set eth1 mtu 1300");
    Typist again = new Typist("bert", Role.OPERATOR);
    again.type("sessions take 2");
    assertThat(again.type("commit")).isEqualTo(ExitCode.CONFLICT);
    assertThat(again.err).contains("the host has changed since begin", "anna");
    assertThat(again.staging.staged()).isEqualTo(1);
  }

  @Test
  void itIsKeptForAnHourAndOnlySoMuchOfIt() {
    Typist bert = new Typist("bert", Role.OPERATOR);
    bert.type("begin; link set eth1 mtu 1400");
    for (int i = 100; i < 115; i++) {
      roster.drafts().keep(i, "bert", bert.staging.kept().orElseThrow());
    }
    assertThat(roster.drafts().all())
        .extracting(Sessions.Left::number)
        .containsExactly(105L, 106L, 107L, 108L, 109L, 110L, 111L, 112L, 113L, 114L);
    for (int i = 200; i < 400; i++) {
      roster.drafts().keep(i, "operator" + i, bert.staging.kept().orElseThrow());
    }
    assertThat(roster.drafts().all())
        .hasSize(LeftDrafts.MOST)
        .last()
        .satisfies(last -> {
          assertThat(last.number()).isEqualTo(399);
          assertThat(last.left()).isEqualTo(Duration.ofHours(1));
        });
    clock.set(Duration.ofMinutes(59).toNanos());
    assertThat(roster.drafts().all().getFirst().left()).isEqualTo(Duration.ofMinutes(1));
    clock.set(Duration.ofMinutes(60).toNanos());
    assertThat(roster.drafts().all()).isEmpty();
    assertThat(roster.drafts().take(399, "operator399")).isEmpty();
  }
}
