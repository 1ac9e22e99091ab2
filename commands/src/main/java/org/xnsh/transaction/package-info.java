/// Transactions: what makes an edit durable, checked and reversible.
///
/// [Transactions] is the only writer of a namespace. It takes the lock, refreshes the footprint,
/// lets an [Edit] turn the picture into the one that is wanted, plans, writes the intent, applies,
/// reads back, verifies and writes the result. The log is append-only: undo appends. What is on the
/// disk and how it gets there is the package `log` below, which knows nothing of this one.
///
/// Words: *intent* (plan and before-image, on disk before the kernel is touched), *result* (what
/// was planned and what the kernel did because of it), *outside* (what another hand did meanwhile),
/// *applied*, *verified*, *undone*.
///
/// Who asks waits for their *turn* ([Turns]) on the writer's thread. [Writing] knows what is asked
/// for, [Fulfilling] brings a wish to an intent, [Applying] the host to its goal, and [Attempt]
/// tells what came of it, or takes it back.
///
/// A way back ([WayBack]) takes any transactions back as one; each object has its *fate*. What
/// other hands changed between two turns is an *outside record* ([LastSeen]), for a process that
/// begins against what the log tells that was last seen; what our transactions left beside what is
/// there now is the *drift*. [Legs] of a route of several ways come back with the links that they
/// lead over.
///
/// An intent without a result is *unfinished*: whoever opens the host or gets the lock next takes
/// it back ([Recovery]), as far as it got, by the *moments* that its steps pass through.
///
/// What is armed is on trial: a confirm timer over a *group* of transactions takes them back at its
/// *deadline* unless somebody *confirms* them. Its *guard* ([Guard]) is another process, which is
/// *armed* before the first kernel step and goes by the log alone. At the deadline whoever has the
/// lock first decides: confirmed, or *fired*.
///
/// Invariants: what the kernel is asked to do is on the disk before, with all that it may touch;
/// nothing is built on a damaged line of the log; one thread writes, nobody interrupts it, it never
/// touches a terminal. Nothing here knows the commands.
@NullMarked
package org.xnsh.transaction;

import org.jspecify.annotations.NullMarked;
