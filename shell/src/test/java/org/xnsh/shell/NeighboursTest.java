package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Sessions.Open;
import org.xnsh.command.SessionsJson;

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
  void whoDiedIsNotThereAndLeavesNothing() throws IOException {
    Path sessions = folder.resolve("sessions");
    try (Neighbours here = new Neighbours(sessions)) {
      here.show(List.of(open(1, "anna")));
      String text = SessionsJson.write(List.of(open(7, "dead")), Instant.now());
      Files.writeString(sessions.resolve("999-1.sessions"), text);
      Files.createFile(sessions.resolve("999-1.alive"));
      Files.writeString(sessions.resolve("998-1.sessions"), "{");
      assertThat(here.others()).isEmpty();
      assertThat(files()).hasSize(2).noneMatch(n -> n.startsWith("99"));
    }
  }

  @Test
  void whatIsNoListIsNone() {
    for (String text : List.of("", "[", "{}", "[1]", "[{}]", "[{\"number\":\"x\"}]")) {
      assertThat(SessionsJson.read(text, 1, Instant.now())).as(text).isEmpty();
    }
  }
}
