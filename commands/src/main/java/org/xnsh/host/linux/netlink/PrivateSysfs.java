package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A sysfs of one thread alone, which shows the network namespace that the thread is in, or the
/// machine's in its place.
///
/// The machine's `/sys` shows the namespace of whoever mounted it. rtnetlink lacks a few facts that
/// only sysfs has: whether a MAC address is pinned (`addr_assign_type`), and which Xen device is
/// behind a vif (`device/nodename`).
public final class PrivateSysfs {

  private static final int CLONE_FS = 0x200;
  private static final int CLONE_NEWNS = 0x20000;
  private static final long MS_RDONLY = 1;
  private static final long MS_NOSUID = 2;
  private static final long MS_NODEV = 4;
  private static final long MS_NOEXEC = 8;
  private static final long MS_REC = 0x4000;
  private static final long MS_PRIVATE = 1L << 18;

  private static final int O_RDONLY = 0;
  private static final int O_CLOEXEC = 0x80000;

  /// A page: what sysfs gives at most.
  private static final int LONGEST = 4096;

  private final Path folder;

  private PrivateSysfs(Path folder) {
    this.folder = folder;
  }

  /// Mounts over `/sys`, for the calling thread and threads and processes that it starts later. The
  /// thread must have entered its network namespace; the mount goes when the last of them ends.
  public static PrivateSysfs mount() throws IOException {
    return mount(Path.of("/sys"));
  }

  /// The machine's own, for who may not mount. It may show another namespace than that of the
  /// calling thread.
  public static PrivateSysfs found() {
    return new PrivateSysfs(Path.of("/sys"));
  }

  /// As [#mount()], over another folder.
  public static PrivateSysfs mount(Path folder) throws IOException {
    Namespace.requirePlatformThread();
    Errno.check(LibC.unshare(CLONE_FS | CLONE_NEWNS), "make a mount namespace");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = arena.allocateFrom("none");
      int isolated =
          LibC.mount(none, arena.allocateFrom("/"), MemorySegment.NULL, MS_REC | MS_PRIVATE);
      Errno.check(isolated, "keep mounts to this thread");
      MemorySegment sysfs = arena.allocateFrom("sysfs");
      long flags = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
      int mounted = LibC.mount(sysfs, arena.allocateFrom(folder.toString()), sysfs, flags);
      Errno.check(mounted, "mount sysfs on " + folder);
    }
    return new PrivateSysfs(folder);
  }

  /// A file of a link, without its newline; nothing where there is no such link or file. Only for
  /// the thread that mounted.
  public Optional<String> read(String link, String file) {
    // Not through java.nio.file: it asks for the size of a file that is read in a few microseconds.
    try (Arena arena = Arena.ofConfined()) {
      String path = folder + "/class/net/" + link + '/' + file;
      int descriptor = LibC.open(arena.allocateFrom(path), O_RDONLY | O_CLOEXEC, 0);
      if (descriptor < 0) {
        return Optional.empty();
      }
      MemorySegment text = arena.allocate(LONGEST);
      long length = LibC.read(descriptor, text);
      LibC.close(descriptor);
      return length < 0
          ? Optional.empty()
          : Optional.of(
              new String(
                      text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE),
                      StandardCharsets.UTF_8)
                  .strip());
    }
  }

  /// Where it is mounted.
  public Path folder() {
    return folder;
  }
}
