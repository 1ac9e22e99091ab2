package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.path.Access;
import org.xnsh.transaction.EditRefused.Reason;

/// One session's way to the writer: edits go through at once, or, after `begin`, into a draft that
/// is committed as one transaction. The draft is this session's alone; it holds no lock.
public final class Staging implements Transactions {

  private final Transactions writer;
  private final Supplier<Access> access;
  private final Made made = new Made();
  private final boolean isDry;
  private Optional<Begun> open = Optional.empty();
  private Optional<Duration> safe = Optional.empty();

  public Staging(Transactions writer) {
    this(writer, () -> Access.NONE);
  }

  /// @param access what the session comes by, where it comes over the network of this host; asked
  ///   when an edit is judged
  public Staging(Transactions writer, Supplier<Access> access) {
    this(writer, access, false);
  }

  private Staging(Transactions writer, Supplier<Access> access, boolean isDry) {
    this.writer = writer;
    this.access = access;
    this.isDry = isDry;
  }

  /// A draft that nobody commits, in which a line is tried; a way back tells what would come of it.
  public static Staging dryRun(Transactions writer, Supplier<Access> access) {
    Staging dry = new Staging(writer, access, true);
    dry.open = Optional.of(Begun.on(writer.picture(), newest(writer), ""));
    return dry;
  }

  /// What the session comes by, where it comes over the network of this host.
  public Access access() {
    return access.get();
  }

  /// Whether this session made a transaction.
  public boolean isOwn(long number) {
    return made.holds(number);
  }

  /// How often this session did what others see: counts up.
  public long doings() {
    return made.count();
  }

  /// How long each edit of this session stands unless it is confirmed; nothing where it just
  /// stands.
  public synchronized Optional<Duration> safe() {
    return safe;
  }

  public synchronized void safe(Optional<Duration> time) {
    safe = time;
  }

  /// As this session's: in safe mode every edit arms a confirm timer.
  private synchronized Request mine(Request request) {
    Request mine = request.over(access());
    return safe.isPresent() && mine.confirm().isEmpty() ? mine.confirmedWithin(safe.get()) : mine;
  }

  /// Whether what is typed is only tried.
  public boolean isDry() {
    return isDry;
  }

  /// Whether edits are staged now.
  public synchronized boolean isOpen() {
    return open.isPresent();
  }

  /// The lines of the staged edits, in their order.
  public synchronized List<String> commands() {
    return open.map(o -> o.draft().commands()).orElse(List.of());
  }

  /// What a commit would change; nothing where nothing is staged.
  public synchronized Difference difference() {
    return open.map(Begun::difference).orElse(Difference.NONE);
  }

  /// What a commit would ask the kernel for, were the host as it was at begin.
  public synchronized List<Step> steps() {
    return open.map(Begun::steps).orElse(List.of());
  }

  /// The picture that the draft was begun on.
  public synchronized Network base() {
    return open.map(Begun::base).orElseGet(writer::picture);
  }

  /// Begins a draft.
  ///
  /// @throws EditRefused where one is open already
  public synchronized void begin(String comment) throws EditRefused {
    tried();
    requireNone();
    open = Optional.of(Begun.on(writer.picture(), newest(writer), comment));
  }

  /// Drops the draft.
  ///
  /// @return how many edits were staged
  public synchronized int abort() throws EditRefused {
    tried();
    int staged = begun().draft().staged().size();
    open = Optional.empty();
    return staged;
  }

  /// Commits the draft as one transaction; on a conflict or a failure it stays open.
  public synchronized Outcome commit(Request request, String comment) throws EditRefused {
    tried();
    Begun now = begun();
    if (now.draft().isEmpty()) {
      throw new EditRefused(Reason.USAGE, "nothing is staged", "type an edit, or abort");
    }
    Since since = Since.of(writer, now.newest());
    Outcome outcome =
        writer.edit(
            mine(request)
                .about(
                    String.join("; ", now.draft().commands()),
                    comment.isEmpty() ? now.draft().comment() : comment,
                    request.footprint().and(now.footprint())),
            fresh -> now.over(fresh, since));
    switch (made.note(outcome)) {
      case Outcome.Done _, Outcome.Unverified _, Outcome.Unchanged _ -> open = Optional.empty();
      case Outcome.RolledBack _, Outcome.PartlyUndone _, Outcome.Refused _ -> {}
      case Outcome.Staged _, Outcome.Previewed _ -> {}
    }
    return outcome;
  }

  /// What is staged, for another session to take up; nothing where nothing is.
  public synchronized Optional<Kept> kept() {
    return open.filter(o -> !o.draft().isEmpty()).map(Kept::new);
  }

  /// Takes up what another session had staged, as it was begun there: a commit lays it over what is
  /// there by then, or finds the conflict.
  ///
  /// @throws EditRefused where a draft is open here already
  public synchronized void take(Kept kept) throws EditRefused {
    requireNone();
    open = Optional.of(kept.open);
  }

  private static long newest(Transactions writer) {
    return writer.entries().stream().findFirst().map(Entry::number).orElse(0L);
  }

  private void requireNone() throws EditRefused {
    if (open.isPresent()) {
      throw new EditRefused(
          Reason.USAGE, "a transaction is begun already", "commit it, or abort it");
    }
  }

  private Begun begun() throws EditRefused {
    return open.orElseThrow(
        () -> new EditRefused(Reason.USAGE, "no transaction is begun", "begin"));
  }

  @Override
  public synchronized Outcome edit(Request request, Edit edit) {
    if (open.isEmpty()) {
      return made.note(writer.edit(mine(request), edit));
    }
    if (request.forced()) {
      return new Outcome.Refused(
          new EditRefused(
              Reason.USAGE, "a staged edit touches nothing and needs no force", "force commit"),
          List.of());
    }
    try {
      Begun now = open.get().joined(writer.host(), request.footprint());
      Begun next = now.with(new Draft.Staged(request.command(), request.footprint(), edit));
      Difference changes = Difference.between(now.folded().wanted(), next.folded().wanted());
      if (changes.isEmpty()) {
        return new Outcome.Unchanged();
      }
      open = Optional.of(next);
      Inexact.warnings(now.folded().wanted(), changes).forEach(request.notice());
      OwnPath.staged(writer.host(), now.base(), now.folded().seen(), next.folded().seen(), access())
          .ifPresent(request.notice());
      return new Outcome.Staged(
          next.draft().staged().size(), changes, ChangeWords.of(changes, next.folded().seen()));
    } catch (EditRefused e) {
      return new Outcome.Refused(e, List.of());
    } catch (IOException e) {
      return new Outcome.Refused(
          new EditRefused(Reason.FAILED, "nothing was staged: " + e.getMessage(), ""), List.of());
    }
  }

  @Override
  public Outcome undo(Request request, Undoing what) {
    return isDry
        ? writer.undo(mine(request), what.dry(true))
        : isOpen() ? notNow() : made.note(writer.undo(mine(request), what));
  }

  @Override
  public Drift drift(Request request) throws EditRefused {
    return writer.drift(request);
  }

  @Override
  public Outcome restoreDrift(Request request, Optional<String> object) {
    return isOpen() ? notNow() : made.note(writer.restoreDrift(mine(request), object));
  }

  @Override
  public Outcome adoptDrift(Request request) {
    return isOpen() ? notNow() : made.note(writer.adoptDrift(request));
  }

  @Override
  public Outcome redo(Request request) {
    return isDry
        ? undo(request, Undoing.of(new Undoing.Redone()))
        : isOpen() ? notNow() : made.note(writer.redo(mine(request)));
  }

  private Outcome notNow() {
    return new Outcome.Refused(
        isDry
            ? notDry()
            : new EditRefused(
                Reason.USAGE, "edits are staged, none is made yet", "commit first, or abort"),
        List.of());
  }

  private void tried() throws EditRefused {
    if (isDry) {
      throw notDry();
    }
  }

  private static EditRefused notDry() {
    return new EditRefused(
        Reason.USAGE,
        "this cannot be tried without doing it",
        "dry-run tells of edits, undo, redo and rollback; check tells of what is staged");
  }

  @Override
  public Host host() {
    return writer.host();
  }

  /// What an edit would see, as far as it is known without asking: for completion, and for where an
  /// edit looks first.
  public synchronized Network known() {
    return open.map(o -> o.folded().seen()).orElseGet(() -> writer.host().picture());
  }

  /// How many edits are staged.
  public synchronized int staged() {
    return open.map(o -> o.draft().staged().size()).orElse(0);
  }

  /// The host as it is.
  public Network present() {
    return writer.picture();
  }

  /// What a staged edit sees: the predicted picture.
  @Override
  public synchronized Network picture() {
    return open.map(o -> o.folded().seen()).orElseGet(writer::picture);
  }

  /// What would come of a commit now.
  public synchronized Check check(Footprint further) throws EditRefused {
    Begun now = begun();
    try {
      Network fresh = writer.host().refresh(further.and(now.footprint()));
      Network wanted = now.over(fresh, Since.of(writer, now.newest()));
      return Check.of(fresh, wanted, judged -> OwnPath.look(writer.host(), judged, access()));
    } catch (IOException e) {
      throw new UncheckedIOException("the network cannot be read", e);
    }
  }

  @Override
  public LogReading log() {
    return writer.log();
  }

  @Override
  public Optional<String> holding() {
    return writer.holding();
  }

  @Override
  public List<EarlierLog> earlier() {
    return writer.earlier();
  }

  @Override
  public ConfirmTimer confirm(Request request) throws EditRefused {
    tried();
    ConfirmTimer kept = writer.confirm(request);
    made.note();
    return kept;
  }

  @Override
  public ConfirmTimer extend(Request request, Duration more) throws EditRefused {
    tried();
    ConfirmTimer extended = writer.extend(request, more);
    made.note();
    return extended;
  }

  @Override
  public void recover(Consumer<String> notice) {
    writer.recover(notice);
  }

  @Override
  public void tend(Consumer<String> notice) {
    writer.tend(notice);
  }

  @Override
  public Guards.Footing footing() {
    return writer.footing();
  }

  @Override
  public void close() {
    writer.close();
  }
}
