/// Operators over SSH: who gets in, and the bridge between their channel and a terminal or two
/// streams. The only home of Apache MINA sshd.
///
/// An [Server] listens; [KeyGate] asks the [OperatorFolder] whose key this is and on which
/// [KeyTerms]; a [Login] is what came of it. Each shell or exec request becomes a [Visit] with a
/// thread of its own, which hands a terminal, or streams, to a [Session]: what runs there is not
/// known here. Through its [Door] a session sees whether its client is there, and is ended.
///
/// Two rules keep the server alive whatever a client does. Nothing waits on the threads of the
/// library: they alone take the client's word that it has room for more output, so a thread of
/// theirs that waits for output waits for ever. And nothing that a client sends is taken at its
/// word: not its environment, not its terminal's name or size.
@NullMarked
package org.xnsh.ssh;

import org.jspecify.annotations.NullMarked;
