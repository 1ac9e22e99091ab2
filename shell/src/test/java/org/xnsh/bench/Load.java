package org.xnsh.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Two hundred operators at once, each with a prompt and fifty commands, while one edits ten times
/// a second; then a day's comings and goings. The same clients ask `xnsh serve` and OpenSSH's
/// server, which runs `bash -c 'brctl show'` for each, one after the other in the same namespace.
final class Load {

  private static final int PORTS = 16;
  private static final int FIRST = 10;
  private static final double MEGABYTES_OF_A_SESSION = 2;

  /// Of the peer only the time of one is asked, not what many leave behind.
  private static final int CONNECTS_OF_THE_PEER = 1000;

  private static final double LEFT_OF_MEMORY = 1.2;

  /// How much of it: `load=200,50,10000`.
  ///
  /// @param connects how many come and go in the end
  record Size(int sessions, int commands, int connects) {

    static final String WORD = "load";

    static Size of(String text) {
      if (text.equals(WORD)) {
        return new Size(200, 50, 10_000);
      }
      String[] numbers = text.substring(WORD.length() + 1).split(",", 3);
      return new Size(
          Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
  }

  /// What one side did.
  ///
  /// @param first megabytes with the first ten there
  /// @param all megabytes with all of them there
  private record Measured(
      Times answers,
      double edits,
      double first,
      double all,
      double login,
      Residue before,
      Residue after) {}

  private Load() {}

  static void measure(Size size, Report report, PrintStream out) throws Exception {
    Path folder = StateOn.DISK.folder();
    out.println(
        "  "
            + size.sessions()
            + " prompts, each asking brctl show "
            + size.commands()
            + " times while one edits ten times a second, then "
            + size.connects()
            + " who come, ask once and go; at xnsh serve, then at sshd with bash (at most "
            + CONNECTS_OF_THE_PEER
            + " of those)");
    try (World world = World.of(PORTS)) {
      String right =
          Programs.printed(List.of("ip", "netns", "exec", world.name(), "brctl", "show"));
      Measured ours;
      try (SshSide side = SshSide.xnsh(world, folder, size.sessions())) {
        ours = measure(side, size, right, out);
      }
      Measured peer;
      try (SshSide side = SshSide.openssh(world, folder)) {
        peer = measure(side, size, right, out);
      }
      rows(size, ours, peer, report);
    } finally {
      StateOn.remove(folder);
    }
  }

  private static Measured measure(SshSide side, Size size, String right, PrintStream out)
      throws IOException {
    long start = System.nanoTime();
    try (CrowdProcess crowd = CrowdProcess.at(side, right)) {
      int first = Math.min(FIRST, size.sessions());
      crowd.enter(first);
      crowd.askWhileEdited(size.commands()); // starts what an edit needs
      crowd.leave();
      crowd.comeAndGo(20);
      Residue before = Residue.of(side);
      crowd.enter(first);
      crowd.ask(size.commands());
      double few = side.megabytes();
      crowd.enter(size.sessions());
      CrowdProcess.Result asked = crowd.askWhileEdited(size.commands());
      double all = side.megabytes();
      crowd.leave();
      told(side, size.sessions() + " sessions have asked", start, out);
      int connects =
          side.collects() ? size.connects() : Math.min(CONNECTS_OF_THE_PEER, size.connects());
      CrowdProcess.Result came = crowd.comeAndGo(connects);
      told(side, connects + " have come and gone", start, out);
      Residue after = Residue.of(side);
      out.println(
          "    "
              + side.name()
              + ": "
              + asked.times().milliseconds().size()
              + " answers, "
              + came.times().milliseconds().size()
              + " connects, none wrong; edits a second "
              + String.format(Locale.ROOT, "%.1f", asked.edits())
              + "; before "
              + before
              + ", after "
              + after);
      return new Measured(
          asked.times(), asked.edits(), few, all, came.times().median(), before, after);
    }
  }

  private static void told(SshSide side, String what, long start, PrintStream out) {
    long seconds = Math.round((System.nanoTime() - start) / 1e9);
    out.println("    " + side.name() + ": " + what + ", after " + seconds + " s");
  }

  private static void rows(Size size, Measured ours, Measured peer, Report report) {
    int all = size.sessions();
    String crowd = all + " sessions: ";
    report.add(
        Row.against(
                crowd + "p99 of brctl show / sshd and bash",
                PORTS,
                ours.answers().p99(),
                peer.answers().p99())
            .atMostTimes(1));
    report.add(
        Row.against(
                crowd + "median of brctl show / sshd and bash",
                PORTS,
                ours.answers().median(),
                peer.answers().median())
            .atMostTimes(1));
    double beyond = all - FIRST;
    if (beyond > 0) {
      double mine = (ours.all() - ours.first()) / beyond;
      double theirs = (peer.all() - peer.first()) / beyond;
      report.add(
          megabytes(crowd + "memory of one more", mine, theirs).atMost(MEGABYTES_OF_A_SESSION));
      report.add(
          megabytes(crowd + "memory of one more / sshd and bash", mine, theirs).atMostTimes(1));
    }
    report.add(
        megabytes(crowd + "memory of all / sshd and bash", ours.all(), peer.all()).atMostTimes(1));
    report.add(
        new Row(
            crowd + "durable edits a second meanwhile",
            PORTS,
            ours.edits(),
            peer.edits(),
            "",
            "",
            true));
    report.add(
        Row.against(
            "connect, brctl show, leave / sshd and bash", PORTS, ours.login(), peer.login()));
    report.add(
        Row.alone(
                "threads left after " + size.connects() + " connects",
                PORTS,
                Math.max(0, ours.after().threads() - ours.before().threads()),
                "")
            .atMost(0));
    report.add(
        Row.alone(
                "files left after " + size.connects() + " connects",
                PORTS,
                Math.max(0, ours.after().files() - ours.before().files()),
                "")
            .atMost(0));
    report.add(
        megabytes(
                "needed memory after / before " + size.connects() + " connects",
                ours.after().needed(),
                ours.before().needed())
            .atMostTimes(LEFT_OF_MEMORY));
  }

  private static Row megabytes(String what, double xnsh, double peer) {
    return new Row(what, PORTS, xnsh, peer, "MB", "", true);
  }
}
