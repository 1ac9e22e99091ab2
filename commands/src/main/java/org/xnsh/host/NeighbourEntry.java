package org.xnsh.host;

import java.util.Optional;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;

/// A neighbour as seen at one moment.
///
/// @param link ifindex
/// @param state NUD_*: 1 incomplete, 2 reachable, 4 stale, 8 delay, 16 probe, 32 failed, 64 noarp,
///   128 permanent
/// @param flags NTF_*: 8 proxy, 128 router
public record NeighbourEntry(
    int link, IpAddress address, Optional<MacAddress> mac, int state, int flags) {}
