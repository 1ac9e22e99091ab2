package org.xnsh.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;

/// What the log keeps of differences comes back equal, whatever they hold.
class ChangeJsonTest {

  private final RandomPictures pictures = new RandomPictures(new Random(20));

  @Test
  void everyAttributeOfEveryKindSurvivesWithEveryKindOfValue() {
    Set<Attribute<?>> drawn = new HashSet<>();
    Set<Class<?>> changes = new HashSet<>();
    for (int round = 0; round < 400; round++) {
      Network one = pictures.network();
      Network two = round % 5 == 0 ? pictures.network() : pictures.altered(one);
      Difference difference = Difference.between(one, two);
      isTheSameAfterwards(difference);
      isTheSameAfterwards(difference.reversed());
      for (Change change : difference.changes()) {
        changes.add(change.getClass());
        if (change instanceof Change.Altered c) {
          drawn.addAll(c.attributes());
        }
      }
    }
    assertThat(changes).hasSize(Change.class.getPermittedSubclasses().length);
    for (ObjectKind kind : ObjectKind.values()) {
      assertThat(drawn)
          .as("never drawn of " + kind)
          .containsAll(AttributeTable.of(kind).attributes());
    }
  }

  /// By way of text, as a log does.
  private static void isTheSameAfterwards(Difference difference) {
    StringBuilder written = new StringBuilder();
    ChangeJson.write(difference, written);
    String line = written.toString();
    assertThat(line).doesNotContain("\n");
    JsonArray parsed = JsonParser.parseString(line).getAsJsonArray();
    List<Change> read = ChangeJson.read(parsed).changes();
    assertThat(read).hasSameSizeAs(difference.changes());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i)).isEqualTo(difference.changes().get(i));
    }
  }

  @Test
  void aThousandChangesComeBackInTheirOrder() {
    Network many = Network.EMPTY;
    for (int link = 1; link <= 1000; link++) {
      many =
          many.with(
              new LinkKey(link),
              Attributes.none(ObjectKind.LINK).with(LinkAttributes.MTU, (long) link));
    }
    isTheSameAfterwards(Difference.between(Network.EMPTY, many));
    isTheSameAfterwards(Difference.between(many, Network.EMPTY).reversed());
  }

  @Test
  void everyCharacterOfATextSurvivesInOneLine() {
    StringBuilder text = new StringBuilder("a ");
    for (char c = 0; c < 0x120; c++) {
      text.append(c);
    }
    text.append("\u2028\u2029\ud83d\ude00");
    JsonLine json = new JsonLine();
    json.addProperty(text.toString(), text.toString());
    String line = json.line();
    assertThat(line.chars().filter(Character::isISOControl).filter(c -> c < 0x20)).isEmpty();
    assertThat(JsonParser.parseString(line).getAsJsonObject().get(text.toString()).getAsString())
        .isEqualTo(text.toString());
  }

  @Test
  void anOrderSurvivesAlsoWhereOneSideIsEmpty() {
    AddressKey first = new AddressKey(7, Prefix.parse("10.0.0.1/24"), Optional.empty());
    AddressKey second = new AddressKey(7, Prefix.parse("10.0.0.2/24"), Optional.empty());
    Network both =
        Network.EMPTY
            .with(first, Attributes.none(ObjectKind.ADDRESS))
            .with(second, Attributes.none(ObjectKind.ADDRESS));
    isTheSameAfterwards(Difference.between(Network.EMPTY, both));
    isTheSameAfterwards(Difference.between(both, Network.EMPTY));
    isTheSameAfterwards(
        Difference.between(both, both.withAddressOrder(7, IpFamily.IPV4, List.of(second, first))));
  }

  @Test
  void anAttributeOfANewerVersionIsPassedOver() {
    JsonArray json =
        JsonParser.parseString(
                "[{\"alter\":\"link 7\",\"was\":{\"mtu\":\"1500\",\"colour\":\"red\"},"
                    + "\"is\":{\"mtu\":\"1400\",\"colour\":null}}]")
            .getAsJsonArray();
    Attributes before = Attributes.none(ObjectKind.LINK).with(LinkAttributes.MTU, 1500L);
    assertThat(ChangeJson.read(json).changes())
        .containsExactly(
            new Change.Altered(new LinkKey(7), before, before.with(LinkAttributes.MTU, 1400L)));
  }
}
