package org.xnsh.host;

import org.xnsh.network.MacAddress;

/// A forwarding entry as seen at one moment.
///
/// @param link ifindex of the port, or of the bridge for its own
/// @param vlan 0 without VLAN filtering
/// @param local the bridge's or a port's own address (NUD_PERMANENT)
/// @param fixed set by hand; does not age (NUD_NOARP)
/// @param self the device's own entry, not its master's
/// @param flags NTF_* as the kernel gives them
/// @param age hundredths of a second since it was last used (NDA_CACHEINFO); 0 for local ones
public record FdbEntry(
    int link,
    MacAddress mac,
    int vlan,
    boolean local,
    boolean fixed,
    boolean self,
    int flags,
    long age) {}
