/// rtnetlink: the kernel's own language for links, addresses, routes and rules.
///
/// Two halves that meet in a [java.nio.ByteBuffer]. The *sockets* ([NetlinkSocket] for requests,
/// [EventSocket] for what others do) move bytes; native calls are all in one class. The *codec*
/// knows what the bytes mean, makes no call and keeps nothing: [Decoder] turns a [Message] into a
/// [Report] of objects of a picture, [StepEncoder] turns a step into requests, [Dumps] asks for
/// everything of a kind.
///
/// Words: a *message* is a header, a fixed part and *attributes*, each with a type, a length and a
/// payload, which may be attributes again (*nested*). A *dump* is a request that many messages
/// answer; an *ack* is the kernel's yes or no, with words of its own where it has some.
///
/// Invariants: malformed bytes give [MalformedMessage], never an endless loop and never a wrong
/// value. What the kernel reports and we have no word for is kept in the kind's raw options where
/// the kernel would take it back. In a picture made here, a link, a bridge and a port have every
/// attribute that the kernel reports, flags whether on or off; other objects have only the flags
/// that are on and the numbers that the kernel puts into its message.
@NullMarked
package org.xnsh.host.linux.netlink;

import org.jspecify.annotations.NullMarked;
