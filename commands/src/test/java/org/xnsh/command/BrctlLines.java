package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random brctl lines, right ones and wrong ones, over the world of [BrctlPair]. Far ends join no
/// bridge, so that no loop comes to be.
final class BrctlLines {

  private static final List<String> BRIDGES =
      List.of("br0", "br1", "br2", "br3", "br0", "br1", "fresh", "br4", "p2", "lo", "nosuch");
  private static final List<String> LINKS =
      List.of("p1", "p2", "p3", "p4", "p5", "p6", "p1", "p4", "p6", "br3", "lo", "nosuch");
  private static final List<String> NEW =
      List.of("fresh", "br%d", "br4", "br0", "p1", "x%s", "exactlyfifteen1", ".");
  private static final List<String> SECONDS =
      List.of("0", "1", "2", "4.29", "9.999", "15", "30", "40", "41", "100", "0x1p3", "x", "''");
  private static final List<String> NUMBERS =
      List.of("0", "1", "9", "63", "64", "100", "32768", "65535", "65536", "0x1f", "x");
  private static final List<String> SWITCHES =
      List.of("on", "off", "yes", "no", "1", "0", "on", "off", "ON");
  private static final List<String> SUBCOMMANDS =
      List.of(
          "addbr",
          "delbr",
          "addif",
          "addif",
          "addif",
          "delif",
          "delif",
          "hairpin",
          "setageing",
          "setbridgeprio",
          "setfd",
          "sethello",
          "setmaxage",
          "setpathcost",
          "setportprio",
          "show",
          "showmacs",
          "showstp",
          "stp",
          "delbr",
          "nonsense");

  private final RandomGenerator random;

  BrctlLines(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    String subcommand = any(SUBCOMMANDS);
    List<String> words = new ArrayList<>(List.of("brctl", subcommand));
    switch (subcommand) {
      case "addbr" -> words.add(any(NEW));
      case "addif", "delif", "show" -> words.addAll(List.of(any(BRIDGES), any(LINKS)));
      case "hairpin" -> words.addAll(List.of(any(BRIDGES), any(LINKS), any(SWITCHES)));
      case "setpathcost", "setportprio" ->
          words.addAll(List.of(any(BRIDGES), any(LINKS), any(NUMBERS)));
      case "setageing", "setfd", "sethello", "setmaxage" ->
          words.addAll(List.of(any(BRIDGES), any(SECONDS)));
      case "setbridgeprio" -> words.addAll(List.of(any(BRIDGES), any(NUMBERS)));
      case "stp" -> words.addAll(List.of(any(BRIDGES), any(SWITCHES)));
      default -> words.add(any(BRIDGES));
    }
    if (random.nextInt(25) == 0) {
      words.removeLast();
    }
    return String.join(" ", words);
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
