package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xnsh.testing.Waiting;

/// A socket of a test's own in the place of a system log's or a service manager's.
public final class ReceivedDatagrams implements AutoCloseable {

  private static final int LONGEST = 65536;

  private final int descriptor;
  private final List<String> all = new CopyOnWriteArrayList<>();

  private ReceivedDatagrams(int descriptor) {
    this.descriptor = descriptor;
  }

  /// @param name a file that is not there yet, or `@` and an abstract name
  public static ReceivedDatagrams at(String name) throws IOException {
    int fd = LocalDatagrams.open();
    try (Arena arena = Arena.ofConfined()) {
      Errno.check(LibC.bind(fd, LocalDatagrams.address(arena, name)), "bind " + name);
    }
    return new ReceivedDatagrams(fd);
  }

  /// All that came so far.
  public List<String> all() {
    for (Optional<String> one = next(); one.isPresent(); one = next()) {
      all.add(one.get());
    }
    return all;
  }

  private Optional<String> next() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = arena.allocate(LONGEST);
      long length = LibC.recv(descriptor, into, 0);
      return length < 0
          ? Optional.empty()
          : Optional.of(
              new String(
                  into.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
    }
  }

  /// Returns when one came that contains this.
  public void await(String part) {
    Waiting.until(
        () -> all().stream().anyMatch(t -> t.contains(part)),
        () -> "waited for '" + part + "', received " + all);
  }

  @Override
  public void close() {
    LibC.close(descriptor);
  }
}
