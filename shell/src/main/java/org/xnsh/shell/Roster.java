package org.xnsh.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.xnsh.command.Sessions.Open;
import org.xnsh.shell.Letterbox.Letter;

/// The sessions that are open on a host in this process, by number, and what their prompts share.
final class Roster {

  private final ConcurrentSkipListMap<Long, Attendance> open = new ConcurrentSkipListMap<>();
  private final AtomicLong last = new AtomicLong();
  private final SharedKeys keys = new SharedKeys();
  private final LeftDrafts drafts;

  /// As fast as anybody types who has something to say, and not as fast as a script.
  private final Pace telling;

  private final Optional<Neighbours> neighbours;
  private final boolean knowsAll;

  Roster() {
    this(System::nanoTime);
  }

  /// @param clock goes on evenly, in nanoseconds
  Roster(LongSupplier clock) {
    this(clock, Optional.empty(), false);
  }

  /// @param clock goes on evenly, in nanoseconds
  /// @param neighbours other processes on the same host, where there can be any
  /// @param knowsAll whether no other could have a session
  Roster(LongSupplier clock, Optional<Neighbours> neighbours, boolean knowsAll) {
    this.neighbours = neighbours;
    this.knowsAll = knowsAll;
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
    if (attendance.isPrompting()) {
      show();
    }
  }

  /// Lets other processes see whose prompts are here, and tells these what came from there.
  synchronized void show() {
    if (neighbours.isPresent()) {
      List<Attendance> here = all().stream().filter(Attendance::isPrompting).toList();
      neighbours.get().show(here.stream().map(Attendance::shown).toList());
      for (Letter letter : neighbours.get().told()) {
        here.stream()
            .filter(a -> letter.operator().map(a.operator()::equals).orElse(true))
            .forEach(a -> a.hear(letter.line()));
      }
    }
  }

  /// Tells the prompts of other processes.
  ///
  /// @return how many there are
  int tellElsewhere(Letter letter) {
    return neighbours.map(n -> n.tell(letter)).orElse(0);
  }

  /// The sessions of other processes.
  List<Open> elsewhere() {
    return neighbours.map(Neighbours::others).orElse(List.of());
  }

  /// Whether no session can be open on this host that is not known here.
  boolean knowsAll() {
    return knowsAll;
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
