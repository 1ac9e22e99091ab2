/// The lab: a world of network namespaces on the real kernel, with a dom0, guests and an outside,
/// built from a [org.xnsh.host.Topology]. It needs no Xen, and no root where the kernel lets an
/// ordinary user make a user namespace.
///
/// The process is already inside the lab when it starts: the launcher has made the namespaces (a
/// JVM has too many threads to enter a user namespace of its own) and an *anchor*, a process that
/// reads a pipe whose other end every xnsh process of the lab holds. When the last of them is gone,
/// however it went, the anchor reads the end of the pipe and the lab ends with it: the namespaces,
/// the folders below `/run` and the programs started in the anchor's process namespace.
///
/// Words: *dom0* is the namespace that the process is in; a *guest* and the *outside* are named
/// namespaces below `/run/netns`, so that `ip netns exec` finds them too.
///
/// Invariants: nothing of a lab is visible outside it; a program in a guest is started without a
/// shell.
@NullMarked
package org.xnsh.host.lab;

import org.jspecify.annotations.NullMarked;
