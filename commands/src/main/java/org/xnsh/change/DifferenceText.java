package org.xnsh.change;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;

/// A difference as text for the log, one line a change, without loss: [#parse] gives an equal
/// difference back.
///
/// ```
/// + KEY name=value …                  added
/// - KEY name=value …                  removed
/// ~ KEY name=value … -> name=value …  altered: the whole image before, then what is other
/// a LINK FAMILY KEY … -> KEY …        addresses in another order
/// r KEY … -> KEY …                    equal routes in another order
/// ```
public final class DifferenceText {

  private static final String ARROW = " -> ";

  private DifferenceText() {}

  public static List<String> write(Difference difference) {
    return difference.changes().stream().map(DifferenceText::line).toList();
  }

  /// Throws [IllegalArgumentException] for lines that [#write] never gives.
  public static Difference parse(List<String> lines) {
    return lines.isEmpty()
        ? Difference.NONE
        : new Difference(lines.stream().map(DifferenceText::change).toList());
  }

  private static String line(Change change) {
    return switch (change) {
      case Added c -> "+ " + AttributesText.key(c.key()) + " " + AttributesText.write(c.after());
      case Removed c -> "- " + AttributesText.key(c.key()) + " " + AttributesText.write(c.before());
      case Altered c ->
          "~ "
              + AttributesText.key(c.key())
              + " "
              + AttributesText.write(c.before())
              + ARROW
              + AttributesText.write(c.after(), c.attributes());
      case AddressOrder c ->
          "a "
              + c.link()
              + " "
              + c.family().number()
              + " "
              + keys(c.before())
              + ARROW
              + keys(c.after());
      case RouteOrder c -> "r " + keys(c.before()) + ARROW + keys(c.after());
    };
  }

  private static String keys(List<? extends ObjectKey> keys) {
    return keys.stream().map(AttributesText::key).collect(Collectors.joining(" "));
  }

  private static Change change(String line) {
    String[] word = line.split(" ", 3);
    if (word.length < 3) {
      throw new IllegalArgumentException("not a change: " + line);
    }
    return switch (word[0]) {
      case "+" -> {
        ObjectKey key = AttributesText.key(word[1]);
        yield new Added(key, AttributesText.read(Attributes.none(key.kind()), word[2]));
      }
      case "-" -> {
        ObjectKey key = AttributesText.key(word[1]);
        yield new Removed(key, AttributesText.read(Attributes.none(key.kind()), word[2]));
      }
      case "~" -> {
        ObjectKey key = AttributesText.key(word[1]);
        String[] sides = sides(word[2]);
        Attributes before = AttributesText.read(Attributes.none(key.kind()), sides[0]);
        yield new Altered(key, before, AttributesText.read(before, sides[1]));
      }
      case "a" -> {
        String[] rest = word[2].split(" ", 2);
        String[] sides = sides(rest[1]);
        yield new AddressOrder(
            Integer.parseInt(word[1]),
            IpFamily.of(Integer.parseInt(rest[0])),
            keys(sides[0], AddressKey.class),
            keys(sides[1], AddressKey.class));
      }
      case "r" -> {
        String[] sides = sides(line.substring(2));
        List<RouteKey> before = keys(sides[0], RouteKey.class);
        List<RouteKey> after = keys(sides[1], RouteKey.class);
        RouteGroup group =
            Stream.concat(before.stream(), after.stream()).findFirst().orElseThrow().group();
        yield new RouteOrder(group, before, after);
      }
      default -> throw new IllegalArgumentException("not a change: " + line);
    };
  }

  private static String[] sides(String text) {
    // A side may be empty: then a blank of the arrow is the one that ends the word before.
    String padded = " " + text + " ";
    int arrow = padded.indexOf(" -> ");
    if (arrow < 0) {
      throw new IllegalArgumentException("no arrow in " + text);
    }
    return new String[] {
      padded.substring(0, arrow).strip(), padded.substring(arrow + ARROW.length()).strip()
    };
  }

  private static <K extends ObjectKey> List<K> keys(String words, Class<K> type) {
    return words.isEmpty()
        ? List.of()
        : Arrays.stream(words.split(" ", -1)).map(AttributesText::key).map(type::cast).toList();
  }
}
