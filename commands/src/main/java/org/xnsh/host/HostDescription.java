package org.xnsh.host;

import java.util.Optional;

/// What a host is and what may be done on it.
///
/// @param kind which of the hosts
/// @param name what the prompt shows: the machine's name, the namespace's or the topology's
/// @param scope what names this namespace for ever: logs and locks are kept by it
/// @param hindrance why edits are refused here, for an operator; nothing where they are possible
public record HostDescription(Kind kind, String name, Scope scope, Optional<String> hindrance) {

  /// Which host.
  public enum Kind {
    LIVE,
    NAMESPACE,
    LAB,
    SIMULATED
  }

  /// A network namespace over time.
  ///
  /// @param cookie SO_NETNS_COOKIE: unique while the machine runs
  /// @param boot /proc/sys/kernel/random/boot_id
  public record Scope(long cookie, String boot) {}

  public boolean canEdit() {
    return hindrance.isEmpty();
  }
}
