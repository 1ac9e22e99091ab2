package org.xnsh.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Sessions;
import org.xnsh.shell.Letterbox.Letter;
import org.xnsh.transaction.Kept;

/// One session among the others: what they see of it, and what it sees of them and may do to them.
/// What others ask for is a field that its own thread wrote before, so that nobody waits for a
/// session that is busy or stuck.
final class Attendance implements Sessions, AutoCloseable {

  private final Roster roster;
  private final long number;
  private final Caller caller;
  private final Instant since = Instant.now();
  private final Ways ways;
  private final AtomicReference<Optional<Consumer<String>>> prompt =
      new AtomicReference<>(Optional.empty());
  private volatile String runs = "";
  private volatile int staged;
  private volatile Instant ended = since;

  /// How others reach a session beside its prompt.
  ///
  /// @param quiet how long nothing was typed
  /// @param gone whether nothing can be typed any more
  /// @param end asks it to end, with the reason; must not wait
  record Ways(Supplier<Duration> quiet, BooleanSupplier gone, Consumer<String> end) {

    /// A session that only itself ends.
    static final Ways NONE = new Ways(() -> Duration.ZERO, () -> false, _ -> {});
  }

  Attendance(Roster roster, long number, Caller caller, Ways ways) {
    this.roster = roster;
    this.number = number;
    this.caller = caller;
    this.ways = ways;
  }

  long number() {
    return number;
  }

  String operator() {
    return caller.operator();
  }

  Caller caller() {
    return caller;
  }

  /// From now on it has a prompt.
  ///
  /// @param above shows a line above it; must not wait
  void prompts(Consumer<String> above) {
    prompt.set(Optional.of(above));
    roster.show();
  }

  void begins(String line) {
    runs = line;
  }

  void ends(int nowStaged) {
    runs = "";
    ended = Instant.now();
    staged = nowStaged;
  }

  /// Tells its prompt, if it has one.
  ///
  /// @return whether it has
  boolean hear(String line) {
    Optional<Consumer<String>> here = prompt.get();
    here.ifPresent(p -> p.accept(line));
    return here.isPresent();
  }

  /// Whether its operator is there no more.
  boolean isDead() {
    return ways.gone().getAsBoolean();
  }

  void dismiss(String why) {
    ways.end().accept(why);
  }

  /// Who sees no keys knows when a line ended.
  private Duration quiet() {
    return ways == Ways.NONE ? Duration.between(ended, Instant.now()) : ways.quiet().get();
  }

  /// As another process sees it.
  Open shown() {
    return shown(false);
  }

  Open shownTo(Attendance who) {
    return shown(who == this);
  }

  private Open shown(boolean own) {
    Duration idle = runs.isEmpty() ? quiet() : Duration.ZERO;
    return new Open(
        number,
        own,
        caller.operator(),
        caller.role(),
        caller.origin(),
        since,
        idle,
        runs,
        staged,
        Optional.empty());
  }

  /// Whether it has a prompt.
  boolean isPrompting() {
    return prompt.get().isPresent();
  }

  @Override
  public List<Open> open() {
    return roster.all().stream().map(a -> a.shownTo(this)).toList();
  }

  @Override
  public List<Open> elsewhere() {
    return roster.elsewhere();
  }

  @Override
  public List<Left> left() {
    return roster.drafts().all();
  }

  @Override
  public Told tell(Optional<String> operator, String text) {
    String line =
        caller.operator() + (operator.isPresent() ? " tells you: " : " tells all: ") + text;
    List<Attendance> whom =
        roster.all().stream()
            .filter(a -> a != this && operator.map(a.operator()::equals).orElse(true))
            .filter(Attendance::isPrompting)
            .toList();
    boolean isAnybodyElsewhere =
        elsewhere().stream().anyMatch(o -> operator.map(o.operator()::equals).orElse(true));
    if (whom.isEmpty() && !isAnybodyElsewhere) {
      return new Told.At(0);
    }
    Optional<Duration> pause = roster.telling().take(caller.operator());
    if (pause.isPresent()) {
      return new Told.TooOften(pause.get());
    }
    int there = isAnybodyElsewhere ? roster.tellElsewhere(new Letter(operator, line)) : 0;
    return new Told.At(there + (int) whom.stream().filter(a -> a.hear(line)).count());
  }

  @Override
  public boolean end(long other) {
    Optional<Attendance> found = roster.numbered(other);
    Role role = caller.role();
    if (found.isEmpty() || role != Role.ADMIN) {
      return false;
    }
    found.get().dismiss(caller.operator() + " ends this session");
    return true;
  }

  @Override
  public Optional<Kept> take(long other) {
    return roster.drafts().take(other, caller.operator());
  }

  @Override
  public boolean knowsAll() {
    return roster.knowsAll();
  }

  /// What it leaves staged is kept for its operator.
  void leaves(Kept kept) {
    roster.drafts().keep(number, caller.operator(), kept);
  }

  @Override
  public void close() {
    roster.leave(this);
  }
}
