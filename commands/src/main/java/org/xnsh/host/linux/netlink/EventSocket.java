package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;

/// A socket that hears of changes. The kernel queues events while nobody reads; when the queue is
/// full it drops them and says so once, and only a full dump can make up for that.
public final class EventSocket implements AutoCloseable {

  private static final int BUFFER = 1 << 17;

  private final NetlinkDescriptor descriptor;

  private EventSocket(NetlinkDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  /// What one can subscribe to (RTNLGRP_*).
  public enum Group {
    LINK(1),
    /// Neighbours and FDB entries. A guest can cause thousands of these in a moment.
    NEIGHBOUR(3),
    IPV4_ADDRESS(5),
    IPV4_ROUTE(7),
    IPV4_RULE(8),
    IPV6_ADDRESS(9),
    IPV6_ROUTE(11),
    IPV6_RULE(19),
    MDB(26),
    NEXTHOP(32);

    private final int number;

    Group(int number) {
      this.number = number;
    }
  }

  /// Whether all events were read.
  public enum Drained {
    /// Nothing is left.
    ALL,
    /// The queue ran over (ENOBUFS) and events are lost: dump everything.
    OVERRUN
  }

  /// Subscribes in the calling thread's namespace.
  ///
  /// @param queueBytes how much the kernel keeps for us; a message counts with about a kilobyte of
  ///   overhead
  public static EventSocket open(Set<Group> groups, int queueBytes) throws IOException {
    NetlinkDescriptor descriptor = new NetlinkDescriptor(BUFFER);
    descriptor.queue(queueBytes);
    for (Group group : groups) {
      descriptor.subscribe(group.number);
    }
    return new EventSocket(descriptor);
  }

  /// Hears of FDB entries that become static or permanent and of multicast groups that become
  /// permanent, and of nothing else: what guests make a bridge learn does not come through.
  public static EventSocket ofFixedEntries(int queueBytes) throws IOException {
    NetlinkDescriptor descriptor = new NetlinkDescriptor(BUFFER);
    descriptor.queue(queueBytes);
    descriptor.filterFixedEntries();
    descriptor.subscribe(Group.NEIGHBOUR.number);
    descriptor.subscribe(Group.MDB.number);
    return new EventSocket(descriptor);
  }

  /// Shows all events that are there, without waiting. Goes on after an overrun until the queue is
  /// empty, so that the next event is a new one.
  public Drained drain(NetlinkSocket.Visitor visitor) throws IOException {
    Drained drained = Drained.ALL;
    while (true) {
      int size = descriptor.receive(false);
      if (size == -Errno.EAGAIN) {
        return drained;
      }
      if (size == -Errno.ENOBUFS) {
        drained = Drained.OVERRUN;
        continue;
      }
      Errno.check(size, "receive events");
      ByteBuffer received = descriptor.received();
      while (received.hasRemaining()) {
        visitor.visit(Message.next(received));
      }
    }
  }

  /// Waits for an event, at most this long; false when none came.
  public boolean await(Duration time) throws IOException {
    return descriptor.await(time);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
