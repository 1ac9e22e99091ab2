/// A host is a network namespace that can be read and changed: a Linux kernel's, a lab's, or a
/// value in memory. The contract is [Host]; one test runs against all.
///
/// Words: the *kept picture* is what the host believes without asking; events tell it of others'
/// changes, and a *footprint* re-read tells it of ours, since the kernel is silent about many of
/// them.
///
/// Invariants: a host knows nothing of transactions or of what an operator types. Every call is
/// made by one thread at a time (the writer); the kept picture may be read from any thread.
@NullMarked
package org.xnsh.host;

import org.jspecify.annotations.NullMarked;
