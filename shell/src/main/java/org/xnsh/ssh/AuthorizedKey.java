package org.xnsh.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.xnsh.ssh.KeyTerms.Unfit;

/// A line of `authorized_keys`.
public record AuthorizedKey(PublicKey key, KeyTerms terms, String comment) {

  private static final String TYPES =
      "(ssh-ed25519|sk-ssh-ed25519@openssh\\.com|ecdsa-sha2-nistp(256|384|521)"
          + "|sk-ecdsa-sha2-nistp256@openssh\\.com|ssh-rsa)";

  /// The keys of a file, and why others in it are useless.
  public record Read(List<AuthorizedKey> keys, List<String> faults) {
    public Read {
      keys = List.copyOf(keys);
      faults = List.copyOf(faults);
    }

    /// Whether nobody meant to write a key there.
    public boolean isEmpty() {
      return keys.isEmpty() && faults.isEmpty();
    }
  }

  public static Read read(List<String> lines) {
    List<AuthorizedKey> keys = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          keys.add(one(line));
        } catch (Unfit e) {
          faults.add("line " + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    return new Read(keys, faults);
  }

  private static AuthorizedKey one(String line) throws Unfit {
    boolean bare = line.matches(TYPES + "\\s.*");
    int end = bare ? 0 : optionsEnd(line);
    KeyTerms terms = bare ? KeyTerms.NONE : KeyTerms.read(line.substring(0, end));
    String[] words = line.substring(end).strip().split("\\s+", 3);
    if (words.length < 2 || !words[0].matches(TYPES)) {
      throw new Unfit("'" + words[0] + "' is no kind of key that is taken here");
    }
    return new AuthorizedKey(
        key(words[0] + " " + words[1]), terms, words.length > 2 ? words[2] : "");
  }

  private static PublicKey key(String words) throws Unfit {
    try {
      PublicKey key =
          PublicKeyEntry.parsePublicKeyEntry(words)
              .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
      demandStrong(key);
      return key;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Unfit("the key cannot be read: " + e.getMessage());
    }
  }

  static void demandStrong(PublicKey key) throws Unfit {
    if (key instanceof RSAPublicKey && KeyUtils.getKeySize(key) < 2048) {
      throw new Unfit("an RSA key of less than 2048 bits is not taken");
    }
  }

  /// The first blank outside of quotes.
  private static int optionsEnd(String line) throws Unfit {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"' && (i == 0 || line.charAt(i - 1) != '\\');
      if (!quoted && Character.isWhitespace(c)) {
        return i;
      }
    }
    throw new Unfit(quoted ? "a quote does not end" : "there is no key");
  }

  public String fingerprint() {
    return KeyUtils.getFingerPrint(key);
  }
}
