package org.xnsh.shell;

/// Which host the operator asked for.
sealed interface HostChoice {

  /// This machine's own network.
  record Live() implements HostChoice {}

  /// A namespace of `ip netns`.
  record Namespace(String name) implements HostChoice {}

  /// A lab on the real kernel.
  record Lab(String topology) implements HostChoice {}

  /// The lab that the process with this id belongs to.
  record Join(String pid) implements HostChoice {}

  /// A network in memory.
  record Simulated(String topology) implements HostChoice {}
}
