/// A host that is a value in memory, with the side effects of a Linux kernel.
///
/// [KernelModel] is a pure function: a picture and a step give the next picture, or the refusal
/// that a kernel would give. Everything else is made of it: [Prediction] folds the steps of a plan
/// over a picture, to tell side effects of ours from another hand's work; [SimulatedHost] keeps a
/// picture and moves it on.
///
/// Words: a *side effect* is what changes though no step named it (a bridge's address when a port
/// joins, routes when a link goes down). The model is split by what it is about, as the kernel is:
/// links, carrier, bridges, ports, IPv4 and IPv6 addresses and routes, nexthops. Names of kernel
/// functions in the comments tell where the rule was read; the random sequences of the tests hold
/// it against a kernel.
///
/// Invariants: no I/O, no clock of its own, no state but what a [SimulatedHost] keeps. Time is
/// skipped: the model gives the picture that a kernel settles to, after duplicate address
/// detection, carrier and forward delay.
@NullMarked
package org.xnsh.host.simulated;

import org.jspecify.annotations.NullMarked;
