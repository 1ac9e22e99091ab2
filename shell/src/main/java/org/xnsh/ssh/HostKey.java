package org.xnsh.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/// The key by which clients know this server: made once, never replaced. The library's own provider
/// deletes a file that it does not understand and goes on with another key, which to every client
/// looks like an attack.
final class HostKey {

  /// S_IRWXG and S_IRWXO.
  private static final int OTHERS = 077;

  private HostKey() {}

  /// Reads the file, or makes it where there is none.
  static KeyPair at(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      make(file);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("the host key " + file + " is no plain file");
    }
    if (Files.getAttribute(file, "unix:mode") instanceof Integer mode && (mode & OTHERS) != 0) {
      throw new IOException(
          "the host key " + file + " is open to others: chmod 600 " + file + ", or remove it");
    }
    List<KeyPair> keys = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> read =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, FilePasswordProvider.EMPTY);
      if (read != null) {
        read.forEach(keys::add);
      }
    } catch (GeneralSecurityException | RuntimeException | IOException e) {
      throw new IOException("the host key " + file + " cannot be read: " + e.getMessage(), e);
    }
    if (keys.size() != 1
        || !KeyPairProvider.SSH_ED25519.equals(KeyUtils.getKeyType(keys.getFirst()))) {
      throw new IOException("the host key " + file + " is not one ed25519 key");
    }
    return keys.getFirst();
  }

  /// Whole or not at all, and never over another one.
  private static void make(Path file) throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    }
    Path fresh = Files.createTempFile(folder, "host_key", ".new"); // 0600
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "xnsh", null, text);
      Files.write(fresh, text.toByteArray());
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // another process was first; its key is the key
    } catch (GeneralSecurityException e) {
      throw new IOException("no host key can be made: " + e.getMessage(), e);
    } finally {
      Files.delete(fresh);
    }
  }
}
