/// The picture: a value that says how one network namespace is wired.
///
/// A [Network] holds objects (a link, a bridge, a port, an address, a route …). Each object is a
/// key, which says *which* one, and [Attributes], which say *how* it is. Every attribute stands in
/// exactly one [AttributeTable] together with its [AttributeClass]; differences, conflicts,
/// verification, undo and display all read that table, so that a new kernel attribute is one line
/// there and nowhere else.
///
/// Words: a *link* is what the kernel calls a net device, named by its ifindex because names move
/// (`eth0` becomes `peth0`). *Order* is part of the picture where the kernel lets it decide
/// something: the addresses of a link (source address selection) and equal routes (which one wins).
///
/// Invariants: everything here is immutable; two pictures share what did not change; no I/O;
/// nothing here knows how the kernel is told, what an operator types or how it looks.
@NullMarked
package org.xnsh.network;

import org.jspecify.annotations.NullMarked;
