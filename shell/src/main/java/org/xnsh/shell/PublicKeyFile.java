package org.xnsh.shell;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.xnsh.ssh.AuthorizedKey;

/// A file of public keys as somebody hands it to an administrator, with the mistakes that are made
/// with it.
///
/// @param lines as they are, with options and comments
record PublicKeyFile(List<String> lines, List<AuthorizedKey> keys) {

  private static final long LONGEST = 1 << 20;

  /// @param name as typed
  static PublicKeyFile read(String name) throws IOException, Options.Unusable {
    List<String> lines = lines(name);
    if (lines.stream().anyMatch(l -> l.contains("PRIVATE KEY"))) {
      throw new Options.Unusable(
          "'"
              + name
              + "' is a private key, which belongs to nobody but its owner; the public one is "
              + name
              + ".pub, or: ssh-keygen -y -f "
              + name);
    }
    AuthorizedKey.Read read = AuthorizedKey.read(lines);
    if (!read.faults().isEmpty() || read.keys().isEmpty()) {
      throw new Options.Unusable(
          "'"
              + name
              + "' holds no public key: "
              + read.faults().stream().findFirst().orElse("it is empty"));
    }
    return new PublicKeyFile(lines, read.keys());
  }

  private static List<String> lines(String name) throws IOException, Options.Unusable {
    try {
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new Options.Unusable("'" + name + "' is a folder, not a file with a public key");
      }
      if (Files.size(file) > LONGEST) {
        throw new Options.Unusable("'" + name + "' is too long for a file of public keys");
      }
      return Files.readAllLines(file);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new Options.Unusable("there is no file '" + name + "'");
    } catch (AccessDeniedException e) {
      throw new Options.Unusable("the file '" + name + "' may not be read");
    } catch (MalformedInputException e) {
      throw new Options.Unusable("'" + name + "' is no text, and so no public key");
    }
  }
}
