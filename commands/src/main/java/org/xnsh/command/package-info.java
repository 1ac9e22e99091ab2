/// The commands: one file a family. A [Command] is usage text, help, a role and an action that
/// reads a picture or hands an edit to the transactions. What an action returns is data, a [Result]
/// with a [View]; how it looks is none of its business.
///
/// Invariants: no terminal and no SSH here; a command never touches the kernel but through
/// `Transactions` and `Host`; bad input changes nothing.
@NullMarked
package org.xnsh.command;

import org.jspecify.annotations.NullMarked;
