package org.xnsh.grammar;

import java.util.Optional;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Prefix;

/// The kinds of parameters: what they are called in a usage, what `?` says of them, which words
/// they take, and whether they name something that exists. One row a kind.
public enum ParameterKind {
  BRIDGE("bridge", "a bridge", Words::existing, true),
  LINK("link", "a link, by name or alternative name", Words::existing, true),
  FREE_LINK("free-link", "a link that is a port of nothing", Words::existing, true),
  PORT("port", "a port of the bridge", Words::existing, true),
  VIF("vif", "a vif: vif3.0, test:0, 3:0 or its MAC address", Words::given, true),
  DOMAIN("domain", "a domain, by id, name or uuid", Words::given, true),
  GUEST("guest", "a guest of the lab", Words::given, true),
  LINK_NAME("name", "a new link's name, at most 15 bytes", LinkName::fault, false),
  MAC(
      "mac",
      "a MAC address, 00:16:3e:10:e4:53",
      Words.parsed(MacAddress::tryParse, "six octets, 00:16:3e:10:e4:53"),
      false),
  PREFIX(
      "prefix",
      "an address with its prefix length, 192.168.1.20/24",
      Words.parsed(Prefix::tryParse, "192.168.1.20/24 or fd00::1/64"),
      true),
  DESTINATION("destination", "default, a prefix or an address", Words::destination, true),
  ADDRESS(
      "address",
      "an IPv4 or IPv6 address",
      Words.parsed(IpAddress::tryParse, "192.168.1.20 or fd00::1"),
      true),
  GATEWAY(
      "gateway",
      "a router's address",
      Words.parsed(IpAddress::tryParse, "192.168.1.1 or fe80::1"),
      true),
  NUMBER("number", "a whole number", Numbers::whole, false),
  SECONDS("seconds", "seconds, with up to two decimals that count", Numbers::decimal, false),
  DURATION("duration", "a time with its unit, at most a day: 90s, 2m or 1h", Times::fault, false),
  EXTENSION("extension", "further time: +90s, +2m or +1h", Times::extensionFault, false),
  AGE("age", "how long ago: 90s, 10m, 2h or 3d", Numbers::age, false),
  CLOCK(
      "clock",
      "a time of day, 10:30 or 10:30:15",
      Words.read(Words::clock, "no time of day; one looks like 10:30 or 10:30:15"),
      false),
  DATE(
      "date",
      "a day, 2026-11-28",
      Words.read(Words::date, "no day; one looks like 2026-11-28"),
      false),
  LINES("lines", "a number of lines", Numbers::lines, false),
  TABLE("table", "a routing table: main, local, default, all or a number", Words::given, true),
  TRANSACTION("transaction", "a transaction's number, as log shows it", Numbers::positive, true),
  BOOT(
      "boot",
      "an earlier boot: its number in log boots, or how its id begins",
      Words::given,
      false),
  STANDING("standing", "the number of a transaction that stands", Numbers::positive, true),
  SYSCTL("sysctl", "a kernel setting, net.ipv4.ip_forward", Words::sysctl, true),
  SETTING(
      "setting",
      "a kernel setting, net.ipv4.ip_forward; with =VALUE to write it",
      Words::setting,
      true),
  FILE("file", "a file", Words::given, true),
  COMMAND("command", "a command's first word", Words::given, true),
  LINE("line", "a command with its words", Words::any, false),
  MODE("mode", "a network mode", Words::given, true),
  USER("user", "a login name", Words::given, true),
  SESSION("session", "a session's number, as who shows it", Numbers::positive, true),
  LEFT("left", "the number of a session that left something staged", Numbers::positive, true),
  HOST("host", "an address or a host name", Words::given, false),
  PROGRAM("program", "a program or one of its arguments", Words::any, false),
  PATTERN("pattern", "a regular expression", Words::pattern, false),
  TEXT("text", "any text; quote blanks", Words::any, false);

  private final String word;
  private final String about;

  @SuppressWarnings("ImmutableEnumChecker") // checks are functions of a word alone
  private final Check check;

  private final boolean live;

  /// Says why a word cannot stand for this kind.
  @FunctionalInterface
  interface Check {
    Optional<String> fault(String word);
  }

  ParameterKind(String word, String about, Check check, boolean live) {
    this.word = word;
    this.about = about;
    this.check = check;
    this.live = live;
  }

  /// What it is called in usage texts and by [LiveNames].
  public String word() {
    return word;
  }

  /// One line for `?`.
  public String about() {
    return about;
  }

  /// Whether it names something that exists, which [LiveNames] can list.
  public boolean isLive() {
    return live;
  }

  /// Whether a range may follow it in a usage.
  public boolean isNumeric() {
    return this == NUMBER || this == SECONDS;
  }

  /// Why this word cannot stand here, or nothing; whether it exists is not asked.
  public Optional<String> fault(String text, Optional<Range> range) {
    return check.fault(text).or(() -> range.flatMap(r -> Numbers.outside(text, r)));
  }

  /// How words look that are meant for it.
  Shape shape() {
    return switch (this) {
      case CLOCK -> Shape.CLOCK;
      case DATE -> Shape.DATE;
      case AGE, DURATION, EXTENSION -> Shape.TIME;
      case NUMBER, SECONDS, LINES, TRANSACTION, STANDING, SESSION, LEFT -> Shape.NUMBER;
      case BRIDGE, LINK, FREE_LINK, PORT, VIF, DOMAIN, GUEST, LINK_NAME, MAC, PREFIX -> Shape.ANY;
      case DESTINATION, ADDRESS, GATEWAY, TABLE, SYSCTL, SETTING, FILE, COMMAND, BOOT -> Shape.ANY;
      case LINE, MODE, USER, HOST, PROGRAM, PATTERN, TEXT -> Shape.ANY;
    };
  }

  static Optional<ParameterKind> of(String word) {
    for (ParameterKind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
