package org.xnsh.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;

/// Whose signature under an operator's certificate counts (ssh-keygen(1), CERTIFICATES): the keys
/// of a file, one on a line, read again at each login. Nobody's where there is no file.
public record UserAuthorities(Path file) {

  /// A key on a token signs with a counter and flags that the library does not look at here.
  private static final String TOKEN = "sk-";

  /// The keys, and why others in the file are useless.
  ///
  /// @throws IOException where the file is not to be believed
  public AuthorizedKey.Read keys() throws IOException {
    Path absolute = file.toAbsolutePath();
    if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      return new AuthorizedKey.Read(List.of(), List.of());
    }
    AuthorizedKey.Read read =
        AuthorizedKey.read(Believed.lines(absolute, List.of(absolute.getParent())));
    List<AuthorizedKey> keys = new ArrayList<>();
    List<String> faults = new ArrayList<>(read.faults());
    for (AuthorizedKey key : read.keys()) {
      if (!key.terms().equals(KeyTerms.NONE)) {
        faults.add(key.fingerprint() + " has options, and an authority takes none");
      } else if (KeyUtils.getKeyType(key.key()).startsWith(TOKEN)) {
        faults.add(key.fingerprint() + " is on a token, and such an authority is not taken");
      } else {
        keys.add(key);
      }
    }
    return new AuthorizedKey.Read(keys, faults);
  }
}
