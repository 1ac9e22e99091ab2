package org.xnsh.command;

import java.util.Map;
import java.util.Optional;
import org.xnsh.grammar.Problem;
import org.xnsh.grammar.Stage;
import org.xnsh.grammar.Token;

/// What fingers and old notes type for other programs, and what is typed here instead.
final class ForeignWords {

  private static final String NO_FILES = "files and programs are for the system's own shell: exit";
  private static final String DOMAINS =
      "show domains, show vifs; in a lab: guest NAME address, guest NAME dhcp";
  private static final String MODES = "its steps can be typed: brctl addbr, ip link set, sysctl";
  private static final String SERVICES = "services are started in the system's own shell: exit";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("ifconfig", "show links, show addresses; ip link set, ip addr add"),
          Map.entry("ifup", "link set LINK up"),
          Map.entry("ifdown", "link set LINK down"),
          Map.entry("arp", "show neighbours"),
          Map.entry("netstat", "show routes"),
          Map.entry("ping", "in a lab: guest NAME ping ADDRESS"),
          Map.entry("dhclient", "in a lab: guest NAME dhcp"),
          Map.entry("iptables", "firewall rules are not edited here; forwarding is: sysctl"),
          Map.entry("xm", DOMAINS),
          Map.entry("xl", DOMAINS),
          Map.entry("network-bridge", MODES),
          Map.entry("network-route", MODES),
          Map.entry("network-nat", MODES),
          Map.entry("vif-bridge", MODES),
          Map.entry("libvirtd", SERVICES),
          Map.entry("service", SERVICES),
          Map.entry("systemctl", SERVICES),
          Map.entry("sudo", "start xnsh itself with it: exit, sudo xnsh"),
          Map.entry("awk", "grep, match, except, head, tail, json"),
          Map.entry("sed", "grep, match, except, head, tail, json"),
          Map.entry("pwd", NO_FILES),
          Map.entry("cd", NO_FILES),
          Map.entry("ls", NO_FILES),
          Map.entry("cat", NO_FILES),
          Map.entry("vi", NO_FILES));

  private ForeignWords() {}

  /// The problem, with what helps where its first word is another program's.
  static Problem told(Problem problem, Stage stage) {
    return stage.words().stream()
        .findFirst()
        .filter(first -> first.span().equals(problem.span()))
        .flatMap(ForeignWords::instead)
        .map(help -> new Problem(problem.span(), problem.message(), help))
        .orElse(problem);
  }

  /// Also by the path of the program.
  private static Optional<String> instead(Token word) {
    String text = word.text();
    return Optional.ofNullable(INSTEAD.get(text.substring(text.lastIndexOf('/') + 1)));
  }
}
