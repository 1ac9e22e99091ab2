/// The log of transactions: what is on the disk, and how it gets there and back.
///
/// A [LogRecord] is one line of JSON, sealed into a chain of SHA-256 ([Seal], [Chain]) and on the
/// disk before anybody builds on it ([SealedFile]). [TransactionLog] is all of it for the one who
/// writes, [FollowedLog] for those who only look, [EarlierLog] that of another boot: read, never
/// written.
///
/// Words: *intent* (plan and before-image), *result* (what became of it), *outside* (what another
/// hand did), *timer* ([TimerRecord]: armed, extended, confirmed, fired), *row* (what the lines of
/// one transaction come to, [LogIndex]), *entry* (a row as an operator reads it, [Entry]).
///
/// The log opens at its last *snapshot*; what is before is read in *parts*, when somebody asks.
/// What all of it comes to stands before the snapshot as a *sum* ([Sum]): what our transactions
/// *left* of each object ([Left]), and how it was last *seen* ([Seen]). [Tidying] writes both and
/// begins another file where one is full; the chain goes on through all of them.
///
/// Invariants: files are 0600 and folders 0700; a line is whole and sealed or it is the torn tail
/// that the lock's owner cuts; a whole line is never removed, and a damaged one is told and never
/// built on ([LogVerification]). Of a host it knows the scope that names it, and nothing of plans
/// or of who waits for whom: those who write transactions know the log, and it none of them.
@NullMarked
package org.xnsh.transaction.log;

import org.jspecify.annotations.NullMarked;
