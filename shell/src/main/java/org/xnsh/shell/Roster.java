package org.xnsh.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The sessions that are open on a host in this process, by number, and what their prompts share.
final class Roster {

  private final ConcurrentSkipListMap<Long, Attendance> open = new ConcurrentSkipListMap<>();
  private final AtomicLong last = new AtomicLong();
  private final SharedKeys keys = new SharedKeys();
  private final LeftDrafts drafts;

  /// As fast as anybody types who has something to say, and not as fast as a script.
  private final Pace telling;

  Roster() {
    this(System::nanoTime);
  }

  /// @param clock goes on evenly, in nanoseconds
  Roster(LongSupplier clock) {
    this.drafts = new LeftDrafts(clock);
    this.telling = new Pace(10, Duration.ofSeconds(3), clock);
  }

  SharedKeys keys() {
    return keys;
  }

  Attendance enter(Caller caller, Attendance.Ways ways) {
    Attendance entered = new Attendance(this, last.incrementAndGet(), caller, ways);
    open.put(entered.number(), entered);
    return entered;
  }

  void leave(Attendance attendance) {
    open.remove(attendance.number());
  }

  List<Attendance> all() {
    return List.copyOf(open.values());
  }

  Optional<Attendance> numbered(long number) {
    return Optional.ofNullable(open.get(number));
  }

  /// How often an operator tells others something.
  Pace telling() {
    return telling;
  }

  /// What sessions that died left staged.
  LeftDrafts drafts() {
    return drafts;
  }
}
