/// The difference of two pictures, and how a kernel gets from one to the other.
///
/// A [Difference] is a list of [Change]s, each with what was before and what is after, so that it
/// can be turned round: undo is the difference reversed. A [Step] is one kernel operation; it knows
/// its [Footprint], the part of the picture that it may touch. [Planner] turns a pair of pictures
/// into steps, ordered so that each is possible when its turn comes and traffic stops as short as
/// may be.
///
/// Invariants: pure values and functions; no I/O; nothing here knows a kernel's message formats,
/// what an operator types or how anything looks.
@NullMarked
package org.xnsh.change;

import org.jspecify.annotations.NullMarked;
