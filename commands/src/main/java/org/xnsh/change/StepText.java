package org.xnsh.change;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Place;
import org.xnsh.change.Step.Set;
import org.xnsh.change.Step.Settle;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey;

/// A step as one line of text for the log, without loss.
///
/// ```
/// create KEY PLACE name=value …
/// create KEY PLACE name=value … peer KEY PLACE name=value …
/// delete KEY name=value …
/// set KEY name=value        or name alone: no value
/// settle KEY
/// ```
public final class StepText {

  /// No word of a step is without `=`, so that this one cannot be among them.
  private static final String PEER = " peer ";

  private StepText() {}

  public static String write(Step step) {
    String key = AttributesText.key(step.key());
    return switch (step) {
      case Create s -> "create " + created(s);
      case Delete s -> "delete " + key + " " + AttributesText.write(s.attributes());
      case Set s -> "set " + key + " " + AttributesText.word(s.attribute(), s.value());
      case Settle _ -> "settle " + key;
    };
  }

  private static String created(Create step) {
    return AttributesText.key(step.key())
        + " "
        + step.place()
        + " "
        + AttributesText.write(step.attributes())
        + step.peer().map(far -> PEER + created(far)).orElse("");
  }

  public static List<String> write(List<Step> steps) {
    return steps.stream().map(StepText::write).toList();
  }

  public static List<Step> parse(List<String> lines) {
    return lines.stream().map(StepText::parse).toList();
  }

  /// Throws [IllegalArgumentException] for a line that [#write] never gives.
  public static Step parse(String line) {
    String[] word = line.split(" ", 3);
    if (word.length < 2) {
      throw new IllegalArgumentException("not a step: " + line);
    }
    ObjectKey key = AttributesText.key(word[1]);
    String rest = word.length < 3 ? "" : word[2];
    Attributes none = Attributes.none(key.kind());
    return switch (word[0]) {
      case "create" -> create(key, none, rest);
      case "delete" -> new Delete(key, AttributesText.read(none, rest));
      case "set" -> {
        Attribute<?> attribute = AttributesText.attribute(key.kind(), rest);
        Optional<?> value = AttributesText.value(attribute, rest);
        yield new Set(key, attribute, value);
      }
      case "settle" -> new Settle(key);
      default -> throw new IllegalArgumentException("not a step: " + line);
    };
  }

  private static Create create(ObjectKey key, Attributes none, String rest) {
    int far = rest.indexOf(PEER);
    Optional<Create> peer =
        far < 0
            ? Optional.empty()
            : Optional.of((Create) parse("create " + rest.substring(far + PEER.length())));
    String[] part = (far < 0 ? rest : rest.substring(0, far)).split(" ", 2);
    String words = part.length < 2 ? "" : part[1];
    return new Create(key, AttributesText.read(none, words), Place.valueOf(part[0]), peer);
  }
}
