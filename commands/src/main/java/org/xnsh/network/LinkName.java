package org.xnsh.network;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A link's name: 1 to 15 bytes, no `/`, no white space, no `:`, not `.` or `..` (`dev_valid_name`
/// in net/core/dev.c; IFNAMSIZ is 16 with the closing NUL). The kernel takes control characters and
/// bytes that are no UTF-8; such a link is shown, escaped, but nobody is to give a link such a name
/// here.
public record LinkName(String text) implements Comparable<LinkName> {

  /// Bytes that fit beside the closing NUL.
  public static final int MAXIMUM_BYTES = 15;

  private static final String UNREADABLE = "\ufffd";

  public LinkName {
    if (!isPossible(text)) {
      throw new IllegalArgumentException("no link can be called '" + text + "'");
    }
  }

  /// The name, or nothing if an operator should not give it.
  public static Optional<LinkName> tryParse(String text) {
    return fault(text).isPresent() ? Optional.empty() : Optional.of(new LinkName(text));
  }

  /// The name that a kernel tells, or nothing if no kernel could.
  public static Optional<LinkName> told(String text) {
    return isPossible(text) ? Optional.of(new LinkName(text)) : Optional.empty();
  }

  private static boolean isPossible(String text) {
    // what is no UTF-8 is one byte of the kernel's and three of ours
    int bytes = text.replace(UNREADABLE, "?").getBytes(StandardCharsets.UTF_8).length;
    return !text.isEmpty()
        && bytes <= MAXIMUM_BYTES
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().noneMatch(c -> "/: \t\n\u000b\f\r".indexOf(c) >= 0);
  }

  /// Why a link should not be called so, in words for an operator.
  public static Optional<String> fault(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0) {
      return Optional.of("a link name cannot be empty");
    }
    if (bytes > MAXIMUM_BYTES) {
      return Optional.of(
          "the name '" + text + "' has " + bytes + " bytes; the kernel takes at most 15");
    }
    if (text.equals(".") || text.equals("..")) {
      return Optional.of("'" + text + "' cannot name a link");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == ':' || Character.isWhitespace(c) || Character.isISOControl(c)) {
        return Optional.of("a link name cannot hold '/', ':', blanks or control characters");
      }
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(LinkName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
