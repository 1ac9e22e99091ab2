package org.xnsh.host.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.SysctlAttributes;

/// Kernel settings below /proc/sys of the calling thread's namespace.
final class Sysctls {

  private static final Path ROOT = Path.of("/proc/sys");
  private static final int LONGEST = 4096;
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int EINVAL = 22;

  /// Where a link has settings of its own.
  private static final List<String> OF_A_LINK =
      List.of("net/ipv4/conf", "net/ipv6/conf", "net/ipv4/neigh", "net/ipv6/neigh");

  private Sysctls() {}

  /// The file; nothing where the link of the path does not exist.
  private static Optional<Path> file(SysctlKey key, Network picture) {
    if (key.link() == 0) {
      return Optional.of(ROOT.resolve(key.path()));
    }
    String name = picture.nameOf(key.link());
    return name.startsWith("#")
        ? Optional.empty()
        : Optional.of(ROOT.resolve(key.path().replace("*", name)));
  }

  static Optional<Entry> read(SysctlKey key, Network picture) throws IOException {
    Optional<Path> file = file(key, picture);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Entry(key, value(text(file.get()))));
    } catch (NoSuchFileException | AccessDeniedException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // EIO: stable_secret that was never set
    }
  }

  /// In one read: to a second one the kernel answers that the file has ended, and
  /// `Files.readString` begins with a single byte.
  private static String text(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] buffer = new byte[LONGEST];
      int length = stream.read(buffer);
      return new String(buffer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }
  }

  private static Attributes value(String text) {
    return Attributes.none(ObjectKind.SYSCTL).with(SysctlAttributes.VALUE, text.strip());
  }

  /// All that a link's deletion would lose.
  static List<Entry> ofLink(int link, Network picture) throws IOException {
    String name = picture.nameOf(link);
    List<Entry> entries = new ArrayList<>();
    for (String family : OF_A_LINK) {
      Path folder = ROOT.resolve(family).resolve(name);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE)) {
            continue; // mc_forwarding: shown, set by nobody
          }
          SysctlKey key = new SysctlKey(link, family + "/*/" + file.getFileName());
          read(key, picture).ifPresent(entries::add);
        }
      }
    }
    return entries;
  }

  static void write(SysctlKey key, String value, Network picture) throws Refusal, IOException {
    Path file =
        file(key, picture)
            .orElseThrow(() -> new Refusal(ENOENT, "its link does not exist: " + key.path()));
    try {
      if (text(file).strip().equals(value)) {
        return;
      }
      Files.writeString(file, value + "\n");
    } catch (NoSuchFileException e) {
      throw new Refusal(ENOENT, "there is no kernel setting " + file);
    } catch (AccessDeniedException e) {
      throw new Refusal(EACCES, "no right to write " + file);
    } catch (IOException e) {
      throw new Refusal(EINVAL, "the kernel does not take '" + value + "' for " + file);
    }
  }
}
