package org.xnsh.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnsh.command.Catalog;
import org.xnsh.command.Command;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.PictureNames;
import org.xnsh.command.Result;
import org.xnsh.command.Seat;
import org.xnsh.grammar.LiveNames;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.VifAttributes;

class CompletionTest {

  private static Command command(String usage, Role role) {
    return new Command(usage, "about " + usage, "", role, (_, _) -> Result.done());
  }

  private static final CommandGrammar GRAMMAR =
      new CommandGrammar(
          new Catalog(
              List.of(
                  command("brctl addif <bridge> <link:free-link>...", Role.OPERATOR),
                  command("brctl delif <bridge> <link:port>...", Role.OPERATOR),
                  command("brctl setfd <bridge> <time:seconds(0-30)>", Role.OPERATOR),
                  command("show vifs [<vif>]", Role.VIEWER))));

  private static Network world() {
    return link(
            link(link(link(Network.EMPTY, 1, "test", 0), 2, "vif3.0", 1), 3, "peth1", 1),
            4,
            "a b",
            0)
        .with(new BridgeKey(1), Attributes.none(ObjectKind.BRIDGE))
        .with(
            new VifKey(2),
            Attributes.builder(ObjectKind.VIF)
                .put(VifAttributes.DOMAIN, 3L)
                .put(VifAttributes.DEVICE, 0L)
                .put(VifAttributes.DOMAIN_NAME, "test")
                .build());
  }

  private static Network link(Network network, int index, String name, long master) {
    Attributes.Builder link = Attributes.builder(ObjectKind.LINK);
    if (name.indexOf(' ') < 0) {
      link.put(LinkAttributes.NAME, new LinkName(name));
    }
    return network.with(new LinkKey(index), link.put(LinkAttributes.MASTER, master).build());
  }

  private static Completion completion(Role role) {
    Network world = world();
    return new Completion(GRAMMAR, new PictureNames(() -> world, List::of), Seat.here(role));
  }

  private static List<String> texts(String line) {
    return completion(Role.OPERATOR).suggest(line, line.length()).stream()
        .map(Suggestion::text)
        .toList();
  }

  @Test
  void onlyWhatMakesSenseIsSuggested() {
    assertThat(texts("")).containsExactly("brctl", "show");
    assertThat(texts("brctl del")).containsExactly("delif");
    assertThat(texts("brctl delif ")).containsExactly("test");
    assertThat(texts("brctl delif test ")).containsExactly("vif3.0", "peth1");
    assertThat(texts("brctl delif test vif")).containsExactly("vif3.0");
    assertThat(texts("brctl addif test ")).doesNotContain("vif3.0", "peth1", "test");
    assertThat(texts("show vifs ")).contains("vif3.0", "test:0", "3:0");
    assertThat(texts("show vifs # ")).isEmpty();
    assertThat(texts("show vifs | c")).containsExactly("count");
  }

  @Test
  void nothingTypedIsRewritten() {
    assertThat(texts("brctl delif test if3")).isEmpty();
    assertThat(texts("brctl delif test peth2")).isEmpty();
    Suggestion one = completion(Role.OPERATOR).suggest("brctl delif te x", 14).getFirst();
    assertThat(one.span()).isEqualTo(new org.xnsh.grammar.Span(12, 14));
  }

  @Test
  void namesAreDescribed() {
    String line = "brctl delif test v";
    assertThat(completion(Role.OPERATOR).suggest(line, line.length()).getFirst().description())
        .contains("domain test", "in test");
  }

  @Test
  void aViewerIsOfferedNoEdits() {
    assertThat(completion(Role.VIEWER).suggest("", 0))
        .extracting(Suggestion::text)
        .containsExactly("show");
  }

  @Test
  void namesWithBlanksAreQuoted() {
    LiveNames names = (_, _) -> List.of(new LiveNames.Name("it's a", ""));
    Completion completion = new Completion(GRAMMAR, names, Seat.here(Role.VIEWER));
    assertThat(completion.suggest("show vifs it", 12).getFirst().text()).isEqualTo("'it'\\''s a'");
  }

  @Test
  void hintsTellTypesRangesAndEnter() {
    assertThat(Hint.at(GRAMMAR, "brctl setfd test ", 17).getFirst().about()).contains("0-30");
    assertThat(Hint.at(GRAMMAR, "show vifs ", 10))
        .extracting(Hint::text)
        .containsExactly("<vif>", "<Enter>", "|");
  }

  @Test
  void highlightTellsKnownFromUnknown() {
    assertThat(Highlight.of(GRAMMAR, "show vfis 'x' # c"))
        .extracting(Highlight::look)
        .containsExactly(
            Highlight.Look.KEYWORD,
            Highlight.Look.UNKNOWN,
            Highlight.Look.UNKNOWN,
            Highlight.Look.COMMENT);
    assertThat(Completeness.of("show 'x")).isEqualTo(Completeness.INCOMPLETE);
    assertThat(Completeness.of("show > x")).isEqualTo(Completeness.ERROR);
    assertThat(Completeness.of("show x")).isEqualTo(Completeness.COMPLETE);
  }
}
