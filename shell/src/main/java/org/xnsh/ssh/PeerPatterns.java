package org.xnsh.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Prefix;
import org.xnsh.ssh.KeyTerms.Unfit;

/// The value of `from=`: addresses, prefixes and patterns with `*` and `?`; `!` before one bars it
/// whatever else admits. Names are not looked up: who answers for a name could let anybody in.
record PeerPatterns(List<String> patterns) {

  PeerPatterns {
    patterns = List.copyOf(patterns);
  }

  static PeerPatterns read(String text) throws Unfit {
    List<String> patterns = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      String pattern = one.strip();
      String plain = pattern.startsWith("!") ? pattern.substring(1) : pattern;
      if (!plain.matches("[0-9a-fA-F:.*?]+(/[0-9]{1,3})?")) {
        throw new Unfit("from=\"" + text + "\": '" + pattern + "' is no pattern of addresses");
      }
      if (plain.contains("/") && Prefix.tryParse(plain).isEmpty()) {
        throw new Unfit("from=\"" + text + "\": '" + pattern + "' is no prefix");
      }
      patterns.add(pattern);
    }
    return new PeerPatterns(patterns);
  }

  /// A certificate's source-address: prefixes and addresses only.
  static PeerPatterns prefixes(String text) throws Unfit {
    if (text.matches(".*[*?!].*")) {
      throw new Unfit("source-address=" + text + " is no list of prefixes");
    }
    return read(text);
  }

  boolean admit(IpAddress peer) {
    boolean barred =
        patterns.stream().anyMatch(p -> p.startsWith("!") && matches(p.substring(1), peer));
    return !barred && patterns.stream().anyMatch(p -> !p.startsWith("!") && matches(p, peer));
  }

  private static boolean matches(String pattern, IpAddress peer) {
    if (pattern.contains("/")) {
      return Prefix.parse(pattern).contains(peer);
    }
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(peer.toString()).matches()
        || IpAddress.tryParse(pattern).filter(peer::equals).isPresent();
  }
}
