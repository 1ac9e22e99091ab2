package org.xnsh.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

class StepTextTest {

  private static final LinkKey LINK = new LinkKey(7);

  @Test
  void stepsSurvive() {
    isTheSameAfterwards(
        List.of(
            new Step.Create(new LinkKey(-1), link("v%0")),
            new Step.Delete(LINK, Attributes.none(ObjectKind.LINK)),
            new Step.Set(LINK, LinkAttributes.MASTER, Optional.empty()),
            new Step.Settle(LINK)));
  }

  @Test
  void oddCharactersOfAnAliasSurvive() {
    for (String alias :
        List.of("", "%", "a = b -> c", "line\nline\r\t\0", "\u00a0\u2028\ud83d\ude00", "\ud800x")) {
      isTheSameAfterwards(
          List.of(
              Step.Set.of(LINK, LinkAttributes.ALIAS, alias),
              new Step.Create(LINK, link("v0").with(LinkAttributes.ALIAS, alias))));
    }
  }

  private static void isTheSameAfterwards(List<Step> steps) {
    List<String> lines = StepText.write(steps);
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    assertThat(StepText.parse(lines)).isEqualTo(steps);
  }

  private static Attributes link(String name) {
    return Attributes.none(ObjectKind.LINK).with(LinkAttributes.NAME, new LinkName(name));
  }
}
