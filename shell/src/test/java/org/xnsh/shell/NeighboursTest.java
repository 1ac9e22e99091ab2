package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Sessions.Open;
import org.xnsh.command.Sessions.Told;
import org.xnsh.command.SessionsJson;
import org.xnsh.path.Access;
import org.xnsh.shell.Letterbox.Letter;

/// What processes on one host show each other of their sessions.
class NeighboursTest {

  @TempDir private Path folder;

  private static Open open(long number, String operator) {
    return new Open(
        number,
        true,
        operator,
        Role.OPERATOR,
        "console",
        Instant.parse("2026-11-28T10:00:00Z"),
        Duration.ofSeconds(75),
        "",
        2,
        Optional.empty());
  }

  private List<String> files() throws IOException {
    Path sessions = folder.resolve("sessions");
    try (Stream<Path> all = Files.list(sessions)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void eachSeesTheOthersAndNotThemselvesUntilTheyLeave() throws IOException {
    Path sessions = folder.resolve("sessions");
    try (Neighbours here = new Neighbours(sessions);
        Neighbours there = new Neighbours(sessions)) {
      assertThat(here.others()).isEmpty();
      here.show(List.of(open(1, "anna")));
      there.show(List.of(open(1, "bert"), open(2, "carl")));
      assertThat(here.others())
          .extracting(Open::operator, Open::own, Open::staged, Open::process)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  "bert", false, 2, Optional.of(ProcessHandle.current().pid())),
              org.assertj.core.groups.Tuple.tuple(
                  "carl", false, 2, Optional.of(ProcessHandle.current().pid())));
      assertThat(here.others().getFirst().idle())
          .isBetween(Duration.ofSeconds(74), Duration.ofMinutes(5));
      assertThat(there.others()).extracting(Open::operator).containsExactly("anna");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sessions)))
          .isEqualTo("rwx------");
      for (String name : files()) {
        assertThat(Files.getPosixFilePermissions(sessions.resolve(name)))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
      there.show(List.of());
      assertThat(here.others()).isEmpty();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void whoComesAgainHasAnotherName() throws IOException {
    try (Neighbours here = new Neighbours(folder.resolve("sessions"))) {
      here.show(List.of(open(1, "anna")));
      List<String> before = files();
      here.show(List.of());
      here.show(List.of(open(2, "anna")));
      assertThat(files()).hasSize(2).doesNotContainAnyElementsOf(before);
    }
  }

  /// As on a full disk, once a second.
  @Test
  void aListThatCannotBeWrittenLeavesNothing() throws IOException {
    Path sessions = folder.resolve("sessions");
    try (Neighbours here = new Neighbours(sessions)) {
      here.show(List.of(open(1, "anna")));
      List<String> before = files();
      Path list = sessions.resolve(before.getLast());
      Files.delete(list);
      Files.createDirectories(list.resolve("in the way"));
      here.show(List.of(open(1, "anna"), open(2, "anna")));
      assertThat(files()).isEqualTo(before);
      Files.delete(list.resolve("in the way"));
    }
  }

  @Test
  void whoDiedIsNotThereAndLeavesNothing() throws IOException {
    Path sessions = folder.resolve("sessions");
    try (Neighbours here = new Neighbours(sessions)) {
      Files.createDirectory(sessions);
      Files.createFile(sessions.resolve("997-1.sessions"));
      here.show(List.of(open(1, "anna")));
      assertThat(files()).hasSize(2).noneMatch(n -> n.startsWith("99"));
      String text = SessionsJson.write(List.of(open(7, "dead")), Instant.now());
      Files.writeString(sessions.resolve("999-1.sessions"), text);
      Files.createFile(sessions.resolve("999-1.alive"));
      Files.writeString(sessions.resolve("998-1.sessions"), "{");
      assertThat(here.others()).isEmpty();
      assertThat(files()).hasSize(2).noneMatch(n -> n.startsWith("99"));
    }
  }

  @Test
  void whatIsToldReachesThePromptsOfOtherProcesses() {
    Path sessions = folder.resolve("sessions");
    Roster here = roster(sessions);
    Roster there = roster(sessions);
    List<String> heard = new ArrayList<>();
    try (Attendance anna = here.enter(caller("anna"), Attendance.Ways.NONE);
        Attendance bert = there.enter(caller("bert"), Attendance.Ways.NONE);
        Attendance script = there.enter(caller("carl"), Attendance.Ways.NONE)) {
      anna.prompts(line -> heard.add("anna: " + line));
      bert.prompts(line -> heard.add("bert: " + line));
      assertThat(anna.tell(Optional.of("carl"), "no prompt")).isEqualTo(new Told.At(0));
      assertThat(anna.tell(Optional.of("bert"), "to you")).isEqualTo(new Told.At(1));
      assertThat(script.tell(Optional.empty(), "to all")).isEqualTo(new Told.At(2));
      there.show();
      here.show();
      here.show();
      assertThat(heard)
          .containsExactly(
              "bert: carl tells all: to all",
              "bert: anna tells you: to you",
              "anna: carl tells all: to all");
      for (int i = 1; i < 10; i++) {
        assertThat(anna.tell(Optional.of("bert"), "again")).isEqualTo(new Told.At(1));
      }
      assertThat(anna.tell(Optional.of("bert"), "again")).isInstanceOf(Told.TooOften.class);
    }
  }

  private static Roster roster(Path sessions) {
    return new Roster(() -> 0, Optional.of(new Neighbours(sessions)), true);
  }

  private static Caller caller(String operator) {
    return new Caller(operator, "console", Role.VIEWER, true, () -> Access.NONE);
  }

  @Test
  void aFullLetterboxTakesNoMore() throws IOException {
    Letterbox box = new Letterbox(folder.resolve("told"));
    Letter letter = new Letter(Optional.empty(), "x".repeat(400));
    int taken = 0;
    while (box.put(letter)) {
      taken++;
    }
    assertThat(taken).isBetween(30, 50);
    Files.writeString(box.file(), "[\n{}\n[null]\n[{}]\n", StandardOpenOption.APPEND);
    assertThat(box.take()).hasSize(taken).containsOnly(letter);
    assertThat(box.take()).isEmpty();
    assertThat(box.put(letter)).isTrue();
  }

  @Test
  void whatIsNoListIsNone() {
    for (String text : List.of("", "[", "{}", "[1]", "[{}]", "[{\"number\":\"x\"}]")) {
      assertThat(SessionsJson.read(text, 1, Instant.now())).as(text).isEmpty();
    }
  }
}
