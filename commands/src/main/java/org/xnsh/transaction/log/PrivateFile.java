package org.xnsh.transaction.log;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// Files and folders that nobody else may read, whatever the umask: a log tells how guests are
/// wired and who did what.
public final class PrivateFile {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFile() {}

  /// Makes the file and its folders where they are missing, and takes wider rights away from it.
  ///
  /// @return what the system knows it by
  public static Object make(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      makeFolder(folder);
    }
    try {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(FILE));
      if (folder != null) {
        sync(folder);
      }
    } catch (FileAlreadyExistsException _) {
      // the usual case
    }
    requirePlain(path);
    if (!Files.getPosixFilePermissions(path).equals(FILE)) {
      Files.setPosixFilePermissions(path, FILE);
    }
    return identity(path).orElseThrow(() -> new IOException(path + " is gone"));
  }

  /// A link or a pipe in its place is somebody's trap.
  static void requirePlain(Path path) throws IOException {
    if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) {
      throw new IOException(path + " is not a plain file");
    }
  }

  /// Device and inode of a file.
  static Optional<Object> identity(Path path) {
    try {
      return Optional.ofNullable(
          Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Makes a folder with all its parents, 0700 each, and sees to it that they survive a crash.
  public static void makeFolder(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    Path parent = absolute.getParent();
    if (parent != null) {
      makeFolder(parent);
    }
    try {
      Files.createDirectory(absolute, PosixFilePermissions.asFileAttribute(FOLDER));
    } catch (FileAlreadyExistsException e) {
      // another process may have been faster
      if (!Files.isDirectory(absolute)) {
        throw new IOException(absolute + " is no folder", e);
      }
    } catch (AccessDeniedException | NoSuchFileException e) {
      throw new IOException("the folder " + absolute + " cannot be made here", e);
    }
    if (parent != null) {
      sync(parent);
    }
  }

  /// Takes wider rights away from a file's folder, which must be one of ours alone.
  static void closeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  /// Makes a folder's entries durable: fsync(2) of a file does not.
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
