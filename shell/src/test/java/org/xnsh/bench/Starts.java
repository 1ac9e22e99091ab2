package org.xnsh.bench;

import java.nio.file.Path;
import java.util.List;

/// Processes that start: the one-shot and the prompt.
final class Starts {

  private static final int ROUNDS = 11;
  private static final double ONE_SHOT = 250;
  private static final double RESIDENT = 120;

  private Starts() {}

  static void measure(World world, PeerShell peer, Report report) throws Exception {
    Path state = StateOn.MEMORY.folder();
    try {
      List<String> shot =
          List.of(
              Launcher.path(),
              "--netns",
              world.name(),
              "--state",
              state.toString(),
              "-c",
              "brctl show");
      Programs.run(shot);
      Row row =
          Pair.of(ROUNDS, () -> Programs.run(shot), () -> peer.run("brctl show"))
              .row("xnsh -c 'brctl show', cold / brctl show", world.ports());
      report.add(world.ports() <= 256 ? row.atMost(ONE_SHOT) : row);
      prompt(world, state, report);
    } finally {
      StateOn.remove(state);
    }
  }

  private static void prompt(World world, Path state, Report report) throws Exception {
    Times first =
        Times.of(
            ROUNDS,
            () -> {
              try (PromptProcess prompt = PromptProcess.start(world, state)) {
                prompt.await();
              }
            });
    report.add(Row.alone("first prompt on a terminal, cold", world.ports(), first.median(), "ms"));
    try (PromptProcess prompt = PromptProcess.start(world, state)) {
      prompt.await();
      for (int i = 0; i < 20; i++) {
        prompt.run("brctl show | count");
        prompt.run("show links | count");
        prompt.run("brctl hairpin xb0 vif1.0 " + (i % 2 == 0 ? "on" : "off"));
      }
      double resident = prompt.residentMegabytes();
      report.add(
          Row.alone("resident, after 60 commands", world.ports(), resident, "MB").atMost(RESIDENT));
    }
  }
}
