package org.xnsh.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What kind of value an attribute holds, and its one text form: what the log keeps and what
/// [#read] turns back into an equal value.
public class ValueType<V> {

  private static final long DEADLINE_TOLERANCE = 2;

  public static final ValueType<Boolean> FLAG =
      new ValueType<>("flag", v -> v ? "on" : "off", ValueType::flag);
  public static final ValueType<Long> NUMBER =
      new ValueType<>("number", Object::toString, Long::valueOf);

  /// A moment in seconds of the boot clock. The kernel tells what remains, counted from a clock of
  /// its own: two readings of one deadline may lie a second apart.
  public static final ValueType<Long> DEADLINE =
      new ValueType<>("deadline", Object::toString, Long::valueOf) {
        @Override
        boolean isSame(@Nullable Object one, @Nullable Object other) {
          return one instanceof Long a && other instanceof Long b
              ? Math.abs(a - b) <= DEADLINE_TOLERANCE
              : Objects.equals(one, other);
        }
      };

  public static final ValueType<String> TEXT = new ValueType<>("text", v -> v, v -> v);
  public static final ValueType<LinkName> NAME =
      new ValueType<>("name", LinkName::toString, LinkName::new);
  public static final ValueType<MacAddress> MAC =
      new ValueType<>("mac", MacAddress::toString, MacAddress::parse);
  public static final ValueType<IpAddress> IP =
      new ValueType<>("ip", IpAddress::toString, IpAddress::parse);
  public static final ValueType<Prefix> PREFIX =
      new ValueType<>("prefix", Prefix::toString, Prefix::parse);

  /// Names without blanks; alternative link names may hold any other character.
  public static final ValueType<List<String>> NAMES =
      new ValueType<>("names", v -> String.join(" ", v), ValueType::names);

  public static final ValueType<RawOptions> RAW =
      new ValueType<>("raw", RawOptions::toString, RawOptions::parse);

  private final String name;
  private final Function<V, String> write;
  private final Function<String, V> read;

  private ValueType(String name, Function<V, String> write, Function<String, V> read) {
    this.name = name;
    this.write = write;
    this.read = read;
  }

  public String name() {
    return name;
  }

  /// Whether nobody would say that one value is another.
  boolean isSame(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other);
  }

  public String write(V value) {
    return write.apply(value);
  }

  /// Throws [IllegalArgumentException] for a text that [#write] never gives.
  public V read(String text) {
    return read.apply(text);
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("neither on nor off: " + text);
    };
  }

  private static List<String> names(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ")).stream().toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
