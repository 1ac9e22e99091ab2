package org.xnsh.network;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A link's name: 1 to 15 bytes, no `/`, no white space, no `:`, not `.` or `..` (`dev_valid_name`
/// in net/core/dev.c; IFNAMSIZ is 16 with the closing NUL).
public record LinkName(String text) implements Comparable<LinkName> {

  /// Bytes that fit beside the closing NUL.
  public static final int MAXIMUM_BYTES = 15;

  public LinkName {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
  }

  /// The name, or nothing if the kernel would not take it.
  public static Optional<LinkName> tryParse(String text) {
    return fault(text).isPresent() ? Optional.empty() : Optional.of(new LinkName(text));
  }

  /// Why the kernel would refuse this name, in words for an operator.
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
