package org.xnsh.host;

import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;

/// What others on the wire have to learn at once when something moved: they would find out by
/// themselves only when what they know has aged, or when whoever moved speaks next.
public sealed interface Announcement {

  /// An address of this host is on this link now: gratuitous ARP, or an unsolicited neighbour
  /// advertisement.
  ///
  /// @param mac the link's
  record Here(int link, MacAddress mac, IpAddress address) implements Announcement {}

  /// A guest's hardware address is behind this port of a bridge now: the bridge learns it, and RARP
  /// in the guest's name tells the switches beyond.
  record Behind(int port, int bridge, MacAddress mac) implements Announcement {}
}
