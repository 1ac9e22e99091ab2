package org.xnsh.host;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;

/// One network namespace that can be read and changed.
///
/// A picture of a host holds all links, bridges, ports, vifs, addresses, routes, nexthops and
/// rules. Neighbours, FDB and MDB entries, VLANs and sysctls join it when a footprint names them: a
/// guest can make thousands of the former in a moment, and there are hundreds of the latter a link.
public interface Host extends AutoCloseable {

  /// What this host is.
  HostDescription description();

  /// The kept picture, without asking. Any thread.
  Network picture();

  /// The kept picture after all events that have come in; resyncs by a full dump after an overrun.
  Network drained() throws IOException;

  /// Takes in the events that have come in, reads these areas, joins both to the kept picture and
  /// returns it.
  Network refresh(Footprint footprint) throws IOException;

  /// Reads everything anew, together with these areas.
  Network reread(Footprint further) throws IOException;

  /// Does one step. The kept picture is not changed until the step's footprint is refreshed.
  ///
  /// @return the ifindex that a created link got; of a pair that of the near end, which tells the
  ///   far one's in [org.xnsh.network.LinkAttributes#LOWER]
  OptionalInt apply(Step step) throws Refusal, IOException;

  /// Runs work that asks this host many times in a row. Where a question has a way to go, the work
  /// goes there instead; whoever else asks waits until it is done.
  default <V> V beside(Supplier<V> work) throws IOException {
    return work.get();
  }

  /// Tells the wire where somebody is now; where nobody is on it, nothing happens.
  default void announce(Announcement what) throws IOException {}

  /// The forwarding entries of a bridge, learned ones included, in the kernel's order.
  List<FdbEntry> fdb(int bridge) throws IOException;

  /// All neighbours, learned ones included.
  List<NeighbourEntry> neighbours() throws IOException;

  /// Counts how often an overrun forced a full dump; for health and benchmarks.
  long resyncs();

  /// Time since boot, sleep included, in hundredths of a second (CLOCK_BOOTTIME): address deadlines
  /// are told in its seconds.
  long bootClock();

  /// How often a second its kernel's clock ticks, where that is known: a bridge's times are whole
  /// numbers of ticks.
  default OptionalInt ticksPerSecond() throws IOException {
    return OptionalInt.empty();
  }

  /// Whether somebody at an address answers a ping out of this host within a second.
  default boolean answers(IpAddress address) throws IOException {
    throw new IOException("nobody answers a ping in a network in memory");
  }

  /// Lets go of the namespace; a lab or a simulation ends with its last user. Closing again does
  /// nothing; the kept picture can still be looked at, and what would ask a kernel fails.
  @Override
  void close();
}
