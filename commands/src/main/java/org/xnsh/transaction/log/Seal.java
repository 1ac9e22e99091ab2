package org.xnsh.transaction.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// SHA-256 over the seal of the line before and this line's text: who changes or removes a line
/// breaks the chain there.
///
/// A sealed line stays one JSON object: the seal is its first member.
///
/// @param hex 64 hexadecimal digits
public record Seal(String hex) {

  /// What the first line is chained to.
  public static final Seal FIRST = new Seal("0".repeat(64));

  static final String MEMBER = "{\"seal\":\"";
  private static final int CONTENT = MEMBER.length() + 64 + 2;

  /// The seal of the line that follows.
  ///
  /// @param json one JSON object with at least one member
  public Seal next(String json) {
    return next(json.getBytes(UTF_8));
  }

  /// As [#next(String)].
  public Seal next(byte[] json) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hex.getBytes(UTF_8));
      digest.update((byte) '\n');
      return new Seal(HexFormat.of().formatHex(digest.digest(json)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The line that carries this seal, with its end.
  public byte[] on(byte[] json) {
    byte[] seal = (MEMBER + hex + "\",").getBytes(UTF_8);
    byte[] line = Arrays.copyOf(seal, seal.length + json.length);
    System.arraycopy(json, 1, line, seal.length, json.length - 1);
    line[line.length - 1] = '\n';
    return line;
  }

  static boolean isSealed(String line) {
    return isLongEnough(line)
        && line.startsWith(MEMBER)
        && line.startsWith("\",", MEMBER.length() + 64)
        && line.endsWith("}");
  }

  /// Whether there is room for a seal, so that [#of] and [#content] find something.
  static boolean isLongEnough(String line) {
    return line.length() > CONTENT;
  }

  static Seal of(String line) {
    return new Seal(line.substring(MEMBER.length(), MEMBER.length() + 64));
  }

  /// The line as it was before it was sealed.
  static String content(String line) {
    return "{" + line.substring(CONTENT);
  }
}
