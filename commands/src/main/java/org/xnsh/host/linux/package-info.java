/// A network namespace of a Linux kernel as a [org.xnsh.host.Host].
///
/// One platform thread enters the namespace and stays there: it opens the sockets, reads
/// `/proc/sys/net` and a sysfs of its own. The rest of the process stays outside. The *kept
/// picture* is dumped once; after that events say which *areas* of it are no longer true, and
/// exactly these are read again, because an event does not tell where in an order an object stands
/// and many changes have no event at all.
///
/// A look begins with the events that came in, since what they say of what is read next is part of
/// it; then its requests go to the kernel together ([Answers]). Of many links one dump of all is
/// asked, and links known to have no fixed entries are not asked for them ([FixedEntries]).
///
/// Invariants: no native call outside the namespace thread; an area that is read replaces all that
/// the picture held of it.
@NullMarked
package org.xnsh.host.linux;

import org.jspecify.annotations.NullMarked;
