package org.xnsh.transaction;

import java.time.Duration;
import java.util.Optional;

/// Traffic that stops.
///
/// @param object whose: a link, an address, what a route leads to; as an operator names it
/// @param time how long at most; nothing where it stops until somebody changes it
/// @param words how long, and why
public record Outage(String object, Optional<Duration> time, String words) {}
