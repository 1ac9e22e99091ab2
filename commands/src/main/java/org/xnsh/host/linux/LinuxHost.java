package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Announcement;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.host.linux.netlink.BootClock;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;

/// A network namespace of this machine's kernel.
public final class LinuxHost implements Host {

  private final NamespaceThread thread;
  private final Kernel kernel;
  private final HostDescription description;

  private LinuxHost(NamespaceThread thread, Kernel kernel, HostDescription description) {
    this.thread = thread;
    this.kernel = kernel;
    this.description = description;
  }

  /// The namespace that this process is in.
  public static LinuxHost live(String name, DomainSource domains) throws IOException {
    return open(HostDescription.Kind.LIVE, name, Optional.empty(), domains, Kernel.EVENT_QUEUE);
  }

  /// A namespace by its file: `/run/netns/NAME`, `/proc/PID/ns/net`.
  public static LinuxHost namespace(
      HostDescription.Kind kind, String name, Path file, DomainSource domains) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no network namespace " + file);
    }
    return open(kind, name, Optional.of(file), domains, Kernel.EVENT_QUEUE);
  }

  static LinuxHost open(
      HostDescription.Kind kind,
      String name,
      Optional<Path> file,
      DomainSource domains,
      int eventQueue)
      throws IOException {
    NamespaceThread thread = NamespaceThread.start(name, file);
    try {
      Kernel kernel = thread.call(() -> Kernel.open(domains, eventQueue));
      HostDescription description =
          thread.call(() -> new HostDescription(kind, name, kernel.scope(), kernel.hindrance()));
      return new LinuxHost(thread, kernel, description);
    } catch (IOException | RuntimeException e) {
      thread.close();
      throw e;
    }
  }

  @Override
  public HostDescription description() {
    return description;
  }

  /// Whether a pinned bridge address can be told from one that follows the ports.
  public boolean knowsPinning() {
    return kernel.knowsPinning();
  }

  @Override
  public Network picture() {
    return kernel.picture();
  }

  @Override
  public Network drained() throws IOException {
    return thread.call(kernel::drained);
  }

  @Override
  public Network refresh(Footprint footprint) throws IOException {
    return thread.call(() -> kernel.refresh(footprint.areas()));
  }

  @Override
  public Network reread(Footprint further) throws IOException {
    return thread.call(() -> kernel.reread(further.areas()));
  }

  @Override
  public OptionalInt apply(Step step) throws Refusal, IOException {
    return thread.apply(() -> kernel.apply(step));
  }

  @Override
  public <V> V beside(Supplier<V> work) throws IOException {
    return thread.call(work::get);
  }

  @Override
  public void announce(Announcement what) throws IOException {
    thread.call(() -> {
      kernel.announce(what);
      return what;
    });
  }

  @Override
  public List<FdbEntry> fdb(int bridge) throws IOException {
    return thread.call(() -> kernel.fdb(bridge));
  }

  @Override
  public List<NeighbourEntry> neighbours() throws IOException {
    return thread.call(kernel::neighbours);
  }

  @Override
  public long resyncs() {
    return kernel.resyncs();
  }

  @Override
  public long bootClock() {
    return BootClock.now();
  }

  @Override
  public OptionalInt ticksPerSecond() throws IOException {
    return thread.call(kernel::ticksPerSecond);
  }

  @Override
  public boolean answers(IpAddress address) throws IOException {
    return Ping.answered(thread, address);
  }

  @Override
  public void close() {
    thread.closeAfter(kernel::close);
  }
}
