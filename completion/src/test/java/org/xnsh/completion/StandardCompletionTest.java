package org.xnsh.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Difference;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.PictureNames;
import org.xnsh.command.Seat;
import org.xnsh.command.StandardCatalog;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.Entry;

/// The real commands over the network of the lab.
class StandardCompletionTest {

  private static final CommandGrammar GRAMMAR = new CommandGrammar(StandardCatalog.all());

  private static final List<Entry> ENTRIES =
      List.of(
          entry(2, "brctl delif test vif3.0", Entry.State.VERIFIED),
          entry(1, "link set eth1 mtu 1400", Entry.State.UNDONE));

  private Completion completion =
      new Completion(GRAMMAR, (_, _) -> List.of(), Seat.here(Role.ADMIN));

  private static Entry entry(long number, String command, Entry.State state) {
    return new Entry(
        number,
        Instant.EPOCH,
        "anna",
        "console",
        command,
        "",
        false,
        state,
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Difference.NONE,
        Difference.NONE,
        List.of());
  }

  @BeforeEach
  void overTheSeed() throws IOException {
    try (Host host = SimulatedHost.of(Topologies.seed())) {
      Network seed = host.picture();
      completion =
          new Completion(
              GRAMMAR,
              new PictureNames(() -> seed, () -> ENTRIES, () -> List.of("test", "web")),
              Seat.here(Role.ADMIN));
    }
  }

  private List<String> texts(String line) {
    return completion.suggest(line, line.length()).stream().map(Suggestion::text).toList();
  }

  private String about(String line, String text) {
    return completion.suggest(line, line.length()).stream()
        .filter(s -> s.text().equals(text))
        .map(Suggestion::description)
        .findFirst()
        .orElse("nothing is suggested");
  }

  @Test
  void guestsAreNamedWithTheirVifAndThenTheirVerbs() {
    assertThat(texts("guest ")).contains("test", "web", "list");
    assertThat(about("guest te", "test")).contains("vif3.0", "00:16:3e:10:e4:53", "in test");
    assertThat(texts("guest test "))
        .containsExactlyInAnyOrder("ping", "address", "route", "arp", "dhcp", "up", "down", "exec");
    assertThat(about("guest test ", "ping")).contains("pings");
    assertThat(texts("guest test address ")).contains("add", "del");
    assertThat(texts("guest test route ")).containsExactly("default");
  }

  @Test
  void overSshNothingIsOfferedThatDoesNotExistThere() {
    Seat remote = new Seat(Role.ADMIN, false, true);
    completion =
        new Completion(
            GRAMMAR,
            new PictureNames(() -> Network.EMPTY, List::of, () -> List.of("test")),
            remote);
    assertThat(texts("guest test ")).contains("ping").doesNotContain("exec");
    assertThat(texts("help guest <guest> ")).doesNotContain("exec");
    assertThat(texts("show bridges | ")).contains("count").doesNotContain("save");
    assertThat(Hint.at(GRAMMAR, "guest test ", 11, remote))
        .extracting(Hint::text)
        .contains("ping")
        .doesNotContain("exec");
    assertThat(Hint.at(GRAMMAR, "show bridges | ", 15, remote))
        .extracting(Hint::text)
        .contains("count")
        .doesNotContain("save");
  }

  @Test
  void whatIsTypedForIpIsCompletedAsTheOwnFamilies() {
    assertThat(texts("ip ")).contains("address", "link", "route", "neighbour", "rule", "nexthop");
    assertThat(texts("ip -br ro")).containsExactly("route");
    assertThat(texts("ip link ")).containsExactlyInAnyOrder("show", "set", "add", "delete");
    assertThat(texts("ip -d l s")).containsExactlyInAnyOrder("show", "set");
    assertThat(texts("ip link set vif3")).containsExactly("vif3.0");
    assertThat(texts("ip link set vif3.0 ma")).containsExactly("master");
    assertThat(texts("ip link set dev vif3.0 master ")).contains("test", "xenbr0", "virbr0");
    assertThat(texts("ip addr del 192.168.122.1")).containsExactly("192.168.122.1/24");
    assertThat(texts("ip -4 route del 192.168.1.0/24 d")).contains("dev");
    assertThat(texts("bridge ")).containsExactly("link", "fdb");
    assertThat(texts("bridge link ")).containsExactly("show");
    assertThat(texts("show links; ip link set ")).contains("eth0");
    assertThat(texts("ip nonsense ")).isEmpty();
  }

  @Test
  void aNewAddressIsNotOneThatIsThere() {
    assertThat(texts("address add ")).isEmpty();
    assertThat(Hint.at(GRAMMAR, "address add ", 12)).extracting(Hint::text).contains("<new>");
    assertThat(texts("address add 10.9.9.9/24 d")).containsExactly("dev");
    assertThat(texts("address add 10.9.9.9/24 dev eth")).containsExactly("eth0", "eth1");
    assertThat(texts("address add 10.9.9.9/24 dev eth0 scope "))
        .containsExactly("global", "link", "host");
    assertThat(texts("address delete 128.")).containsExactly("128.153.144.204/24");
    assertThat(about("address delete 128.", "128.153.144.204/24")).isEqualTo("on eth0");
  }

  @Test
  void aRouteIsOfferedItsWordsAndKnownRouters() {
    assertThat(texts("route add de")).containsExactly("default");
    assertThat(texts("route add default v")).containsExactly("via");
    assertThat(texts("route add default via ")).containsExactly("128.153.144.1");
    assertThat(about("route add default via ", "128.153.144.1")).isEqualTo("a router on eth0");
    assertThat(texts("route add 10.0.0.0/8 via 128.153.144.1 dev eth")).contains("eth0");
    assertThat(texts("route delete 192.168.1.")).containsExactly("192.168.1.0/24");
    assertThat(texts("show routes table ")).contains("main", "local", "all");
  }

  @Test
  void transactionsAreOfferedNewestFirstWithTheirWords() {
    assertThat(texts("undo ")).containsExactly("2", "exact", "force", "dry-run", "last");
    assertThat(texts("log show ")).containsExactly("2", "1");
    assertThat(about("undo ", "2")).isEqualTo("brctl delif test vif3.0, by anna, verified");
    assertThat(about("log show ", "1")).contains("link set eth1 mtu 1400", "undone");
    assertThat(texts("undo 2 e")).containsExactly("exact");
    assertThat(texts("rollback to ")).containsExactly("2", "1");
    assertThat(texts("rollback to 1 ")).containsExactly("force", "dry-run");
    assertThat(texts("rollback to 10m ")).containsExactly("ago");
  }

  @Test
  void wordsOfATrialAreOfferedAndTheLineAfterThemIsCompletedToo() {
    assertThat(texts("commit ")).contains("confirmed");
    assertThat(texts("commit confirmed 2m ")).contains("probe");
    assertThat(texts("confirm ")).containsExactly("status");
    assertThat(texts("safe ")).containsExactlyInAnyOrder("on", "off");
    assertThat(texts("checkpoint 60s ")).containsExactly("--");
    assertThat(texts("checkpoint 60s -- brctl delif test ")).contains("vif3.0");
  }

  @Test
  void filtersAreOfferedAfterTheBarWithWhatTheyDo() {
    assertThat(texts("show links | "))
        .containsExactly("grep", "match", "except", "count", "head", "tail", "json", "save");
    assertThat(about("show links | co", "count")).isEqualTo("how many");
    assertThat(texts("show links | grep x | ")).contains("count");
  }

  @Test
  void helpIsOfferedTheCommandsWords() {
    assertThat(texts("help ")).contains("brctl", "show", "undo", "help");
    assertThat(texts("help br")).containsExactly("brctl", "bridge");
    assertThat(texts("help brctl add")).containsExactlyInAnyOrder("addbr", "addif");
    assertThat(about("help brctl ", "addbr")).isNotEmpty();
    assertThat(texts("help undo ")).containsExactly("last");
  }

  @Test
  void everyLiveNameSaysWhatItIs() {
    for (String line :
        List.of(
            "brctl delif test ",
            "brctl addif test ",
            "show bridge ",
            "show vifs ",
            "show domains ",
            "ip link set ",
            "guest ",
            "undo ",
            "address delete ",
            "route delete ")) {
      assertThat(completion.suggest(line, line.length()))
          .filteredOn(s -> !s.keyword())
          .isNotEmpty()
          .allSatisfy(s -> assertThat(s.description()).isNotEmpty());
    }
    assertThat(about("brctl delif test vif", "vif3.0"))
        .contains("domain test", "00:16:3e:10:e4:53", "in test");
  }

  @Test
  void afterAPrefixTheWordsAreThoseOfAnotherLine() {
    assertThat(texts("force brctl del")).containsExactlyInAnyOrder("delbr", "delif");
    assertThat(texts("force brctl delif test ")).contains("vif3.0");
    assertThat(texts("dry-run ip link set vif3.0 ")).contains("master");
    assertThat(texts("dry-run force brctl addb")).containsExactly("addbr");
    assertThat(Hint.at(GRAMMAR, "force brctl delif ", 18))
        .anyMatch(h -> h.text().equals("<bridge>"));
    assertThat(Highlight.of(GRAMMAR, "force brctl delif test"))
        .extracting(Highlight::look)
        .containsExactly(
            Highlight.Look.KEYWORD,
            Highlight.Look.KEYWORD,
            Highlight.Look.KEYWORD,
            Highlight.Look.ARGUMENT);
  }

  @Test
  void aProgramsArgumentsAreExplainedWithTheirRangesAndNothingElseIsOffered() {
    assertThat(Hint.at(GRAMMAR, "brctl setportprio test vif3.0 ", 30))
        .singleElement()
        .satisfies(hint -> {
          assertThat(hint.text()).isEqualTo("<number>");
          assertThat(hint.about()).endsWith(", 0-63");
        });
    assertThat(Hint.at(GRAMMAR, "brctl ", 6))
        .extracting(Hint::text)
        .contains("addif", "show")
        .doesNotContain("<text>", "<Enter>");
    assertThat(Hint.at(GRAMMAR, "brctl stp test on ", 18))
        .extracting(Hint::text)
        .containsExactly("<Enter>", "|");
  }
}
