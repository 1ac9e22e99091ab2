package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.testing.TestNamespace;

/// `sysctl` and `echo … > /proc/sys/…` on a kernel, beside the real sysctl of procps.
final class SysctlCommandsTest {

  private static final String SETTINGS =
      "cat /proc/sys/net/ipv4/ip_forward;"
          + " grep . /proc/sys/net/ipv[46]/conf/*/forwarding /proc/sys/net/ipv4/conf/*/rp_filter"
          + " /proc/sys/net/ipv4/conf/*/accept_redirects"
          + " /proc/sys/net/ipv4/conf/*/arp_ignore /proc/sys/net/ipv6/conf/*/disable_ipv6";

  @TempDir private static Path folder;
  private static TestNamespace ours;
  private static TestNamespace theirs;
  private static Session session;

  @BeforeAll
  static void open() throws IOException {
    Peers.require("sysctl");
    ours = world();
    theirs = world();
    session = Session.in(ours, folder);
  }

  @AfterAll
  static void close() {
    if (session != null) {
      session.close();
    }
    Stream.of(ours, theirs).filter(n -> n != null).forEach(TestNamespace::close);
  }

  private static TestNamespace world() {
    TestNamespace namespace = TestNamespace.create();
    namespace.sh(
        """
        ip link add vif3.0 type veth peer name w0; ip link set vif3.0 up; ip link set w0 up
        echo 1 > /proc/sys/net/ipv4/conf/w0/forwarding
        echo 0 > /proc/sys/net/ipv4/conf/all/accept_redirects
        echo 1 > /proc/sys/net/ipv6/conf/w0/forwarding
        """);
    return namespace;
  }

  private static String settings() {
    return ours.run("sh", "-c", SETTINGS);
  }

  @Test
  void whatIsTypedForSysctlPrintsWhatSysctlPrints() {
    for (String words :
        List.of(
            "net.ipv4.ip_forward",
            "net/ipv4/ip_forward",
            "net.ipv4.conf.all.forwarding net.ipv4.tcp_rmem",
            "-n net.ipv4.tcp_rmem",
            "-N net.ipv4.ip_forward",
            "-ne net.ipv4.nosuch net.ipv4.ip_forward",
            "net.ipv4.conf.vif3/0.forwarding",
            "net/ipv4/conf/vif3.0/forwarding",
            "-w net.ipv4.ip_forward=1",
            "net.ipv4.conf.vif3/0.proxy_arp=1",
            "-w net.ipv4.conf.w0.rp_filter=2 net.ipv4.conf.default.rp_filter=1",
            "-qw net.ipv4.conf.w0.rp_filter=0",
            "-n net.ipv4.ip_forward=0",
            "--write net.ipv6.conf.all.forwarding=1",
            "net.ipv4.ip_local_port_range")) {
      Ran real = theirs.tryRun(("sysctl " + words).split(" "));
      Said said = session.type("sysctl " + words);
      assertThat(said.out()).as(words + said.err()).isEqualTo(real.out());
      assertThat(said.exit().number()).as(words).isEqualTo(real.status());
    }
    assertThat(settings()).isEqualTo(theirs.run("sh", "-c", SETTINGS));
  }

  @Test
  void aLinkWithDotsInItsNameIsFoundInEachSpelling() {
    String line = "net.ipv4.conf.vif3/0.accept_local = 0\n";
    assertThat(session.type("sysctl net.ipv4.conf.vif3.0.accept_local").ok()).isEqualTo(line);
    assertThat(session.type("sysctl /proc/sys/net/ipv4/conf/vif3.0/accept_local").ok())
        .isEqualTo(line);
  }

  @Test
  void undoBringsBackWhatTheKernelWroteAlong() {
    for (String write :
        List.of(
            "sysctl -w net.ipv4.ip_forward=",
            "sysctl net.ipv4.conf.all.forwarding=",
            "sysctl net.ipv6.conf.all.forwarding=",
            "sysctl net.ipv4.conf.default.rp_filter=",
            "sysctl net.ipv6.conf.all.disable_ipv6=")) {
      String name = write.replaceAll(".*(net[^=]*)=", "$1");
      String other = session.type("sysctl -n " + name).ok().strip().equals("0") ? "1" : "0";
      String before = settings();
      session.type(write + other).ok();
      assertThat(settings()).as(write).isNotEqualTo(before);
      Said undo = session.type("undo");
      assertThat(undo.exit()).as(write + undo.err()).isEqualTo(ExitCode.DONE);
      assertThat(settings()).as(write).isEqualTo(before);
    }
  }

  @Test
  void echoIntoAFileOfTheSeedWritesTheSettingAndUndoTakesItBack() {
    String before = settings();
    assertThat(session.type("echo 1 > /proc/sys/net/ipv4/conf/vif3.0/arp_ignore").ok()).isEmpty();
    assertThat(ours.run("cat", "/proc/sys/net/ipv4/conf/vif3.0/arp_ignore")).isEqualTo("1\n");
    session.type("undo").ok();
    assertThat(settings()).isEqualTo(before);
  }

  @Test
  void severalAreWrittenAllOrNone() {
    String before = settings();
    Said said = session.type("sysctl -w net.ipv4.conf.w0.rp_filter=1 net.ipv4.ip_forward=x");
    assertThat(said.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(said.err()).contains("does not take 'x'").doesNotContain("Exception");
    assertThat(said.out()).isEmpty();
    assertThat(settings()).isEqualTo(before);
    assertThat(session.type("sysctl -w net.ipv4.conf.w0.rp_filter=1 net.ipv4.nosuch=1").exit())
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(settings()).isEqualTo(before);
  }

  @Test
  void numbersAreReadAsTheKernelReadsThem() {
    session.type("sysctl net.ipv4.ip_local_port_range='0x8000  60999'").ok();
    assertThat(session.type("sysctl -n net.ipv4.ip_local_port_range").ok())
        .isEqualTo("32768\t60999\n");
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
    assertThat(session.type("sysctl net.ipv4.ip_froward").err())
        .contains("no kernel setting")
        .contains("did you mean net.ipv4.ip_forward?");
    assertThat(session.type("sysctl kernel.hostname").err()).contains("begin with net.");
    assertThat(session.type("sysctl net/../kernel/hostname").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(session.type("sysctl -z net.ipv4.ip_forward").err()).contains("known are: -w");
    assertThat(session.type("sysctl").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("sysctl -w net.ipv4.ip_forward").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("sysctl net.ipv4.ip_forward=").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("echo 1 > /etc/passwd").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("echo 1 > /proc/sys/kernel/panic").exit())
        .isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void whoMayOnlyLookReadsButDoesNotWrite() {
    Session viewer = session.as(Command.Role.VIEWER);
    assertThat(viewer.type("sysctl -n net.ipv4.ip_forward").exit()).isEqualTo(ExitCode.DONE);
    Said said = viewer.type("sysctl net.ipv4.ip_forward=1");
    assertThat(said.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains("role operator");
  }

  @Test
  void asJsonASettingIsData() {
    assertThat(session.typeForJson("sysctl net.ipv4.conf.all.accept_local").ok())
        .contains("\"name\": \"net.ipv4.conf.all.accept_local\"", "\"value\": \"0\"");
  }
}
