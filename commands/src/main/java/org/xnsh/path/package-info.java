/// The path: which way the packets of a session take through a picture, and where it breaks.
///
/// A [Connection] has two ends, the peer and this host's own address. A [Way] follows it in both
/// directions: out by the rules, tables and routes to a link ([Lookup]), and from a link that holds
/// an address through bridges, uppers and pairs to where frames leave this namespace ([Segment]).
/// [Lockout] compares the ways of two pictures and says in a sentence what would cut the session.
///
/// [Access] holds all ways of an operator: their connections, and where they would log in ([Door]).
///
/// Words: an *exit* is a link by which frames leave the namespace, with the tags that they bear
/// there: an uplink, a vif, a bond, a tunnel, the near end of a pair whose other end is elsewhere.
/// A *hop* is a link on the way to it. What was *seen* is where a neighbour was heard of, which a
/// picture does not hold.
///
/// Invariants: pure functions over pictures; no I/O, no time. What is not known is never a break: a
/// check that cries wolf is forced. A way that was broken before is none that an edit can cut.
@NullMarked
package org.xnsh.path;

import org.jspecify.annotations.NullMarked;
