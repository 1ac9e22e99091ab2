package org.xnsh.host.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.xnsh.host.Topology;
import org.xnsh.host.Topology.Place;
import org.xnsh.testing.Ran;

/// The dom0 of a lab that the launcher's own script makes, for a test that stays outside of it.
public final class LabDom0 implements AutoCloseable {

  /// Tests run in the module's folder or in the one above.
  static final Path LAUNCHER =
      Stream.of("../shell/bin/xnsh-lab", "shell/bin/xnsh-lab")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();

  private final Process process;

  private LabDom0(Process process) {
    this.process = process;
  }

  /// A topology that has no place but dom0, as lines of shell.
  public static String script(Topology topology) {
    return "sysctl -qw net.ipv6.conf.default.disable_ipv6=1 net.ipv6.conf.all.disable_ipv6=1\n"
        + "ip -batch - <<END\n"
        + String.join("\n", LabScript.of(topology).getOrDefault(Place.DOM0, List.of()))
        + "\nEND\n";
  }

  public static LabDom0 start(Topology topology) throws IOException {
    String script = "set -e\n" + script(topology) + "echo ready\nexec cat >/dev/null";
    Process process =
        new ProcessBuilder("sh", LAUNCHER.toString(), "new", "sh", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (!"ready".equals(said)) {
      process.destroy();
      throw new IOException("no lab: " + said);
    }
    return new LabDom0(process);
  }

  public Path namespace() {
    return Path.of("/proc/" + process.pid() + "/ns/net");
  }

  /// Runs `ip` inside, its words separated by blanks.
  public void ip(String words) {
    Ran.run(
            Stream.concat(
                    Stream.of("nsenter", "--net=" + namespace(), "ip"),
                    Stream.of(words.split(" +")))
                .toList())
        .ok();
  }

  /// The lab ends with its last process.
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
