package org.xnsh.ssh;

import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.network.IpAddress;

/// Who came in.
///
/// @param operator the name, which is also that of the folder with the keys
/// @param peer where from
/// @param local the address of this host that they came to
/// @param link the link that a link-local peer is on
/// @param terms what their key permits
/// @param credential which key or certificate it was, for a log
public record Login(
    String operator,
    Role role,
    IpAddress peer,
    IpAddress local,
    Optional<String> link,
    KeyTerms terms,
    String credential) {}
