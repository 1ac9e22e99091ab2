package org.xnsh.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Step;
import org.xnsh.network.Network;
import org.xnsh.path.Access;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.ConfirmTimer;

/// One session's way to the writer: edits go through at once, or, after `begin`, into a draft that
/// is committed as one transaction.
public final class Staging extends Passing {

  private final Supplier<Access> access;
  private final Made made = new Made();
  private final OpenDraft draft;
  private final boolean isDry;
  private final boolean isOfOneLine;
  private Optional<Duration> safe = Optional.empty();

  public Staging(Transactions writer) {
    this(writer, () -> Access.NONE);
  }

  /// @param access what the session comes by, where it comes over the network of this host; asked
  ///   when an edit is judged
  public Staging(Transactions writer, Supplier<Access> access) {
    this(writer, access, false, false);
  }

  private Staging(
      Transactions writer, Supplier<Access> access, boolean isDry, boolean isOfOneLine) {
    super(writer);
    this.access = access;
    this.draft = new OpenDraft(writer);
    this.isDry = isDry;
    this.isOfOneLine = isOfOneLine;
  }

  /// A draft that nobody commits, in which a line is tried; a way back tells what would come of it.
  public static Staging dryRun(Transactions writer, Supplier<Access> access) {
    Staging dry = new Staging(writer, access, true, true);
    try {
      dry.draft.begin("");
    } catch (EditRefused e) {
      throw new IllegalStateException(e);
    }
    return dry;
  }

  /// The same session for one line, what it edits taken back after this time unless confirmed.
  public Staging confirmedWithin(Duration time) {
    Staging guarded = new Staging(this, () -> Access.NONE, false, true);
    guarded.safe(Optional.of(time));
    return guarded;
  }

  /// Whether it ends with the line: what it would have to remember for the next is forgotten.
  public boolean isOfOneLine() {
    return isOfOneLine;
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
  private Request mine(Request request) {
    Request mine = request.over(access());
    return mine.confirm().isPresent() ? mine : safe().map(mine::confirmedWithin).orElse(mine);
  }

  /// Whether what is typed is only tried.
  public boolean isDry() {
    return isDry;
  }

  /// Whether edits are staged now.
  public boolean isOpen() {
    return draft.isOpen();
  }

  /// How many edits are staged.
  public int staged() {
    return commands().size();
  }

  /// The lines of the staged edits, in their order.
  public List<String> commands() {
    return draft.commands();
  }

  /// What a commit would change; nothing where nothing is staged.
  public Difference difference() {
    return draft.difference();
  }

  /// What a commit would ask the kernel for, were the host as it was at begin.
  public List<Step> steps() {
    return draft.steps();
  }

  /// The picture that the draft was begun on.
  public Network base() {
    return draft.base().orElseGet(writer::picture);
  }

  /// The host as it is.
  public Network present() {
    return writer.picture();
  }

  /// What a staged edit sees: the predicted picture.
  @Override
  public Network picture() {
    return draft.seen().orElseGet(writer::picture);
  }

  /// What an edit would see, as far as it is known without asking: for completion, and for where an
  /// edit looks first.
  public Network known() {
    return draft.seen().orElseGet(() -> host().picture());
  }

  /// Begins a draft.
  ///
  /// @throws EditRefused where one is open already
  public void begin(String comment) throws EditRefused {
    tried();
    if (isOfOneLine) {
      throw new EditRefused(
          Reason.USAGE,
          "what is begun here would be over with this line",
          "begin, the edits, and commit confirmed with the time");
    }
    draft.begin(comment);
  }

  /// Drops the draft.
  ///
  /// @return how many edits were staged
  public int abort() throws EditRefused {
    tried();
    return draft.abort();
  }

  /// Commits the draft as one transaction; on a conflict or a failure it stays open.
  public Outcome commit(Request request, String comment) throws EditRefused {
    tried();
    return made.note(draft.commit(mine(request), comment));
  }

  /// What would come of a commit now.
  public Check check(Footprint further) throws EditRefused {
    return draft.check(further, access());
  }

  /// What is staged, for another session to take up; nothing where nothing is.
  public Optional<Kept> kept() {
    return draft.kept();
  }

  /// Takes up what another session had staged, as it was begun there: a commit lays it over what is
  /// there by then, or finds the conflict.
  ///
  /// @throws EditRefused where a draft is open here already
  public void take(Kept kept) throws EditRefused {
    draft.take(kept);
  }

  @Override
  public Outcome edit(Request request, Edit edit) {
    return isOpen()
        ? draft.stage(request, edit, access())
        : made.note(writer.edit(mine(request), edit));
  }

  @Override
  public Outcome undo(Request request, Undoing what) {
    return isDry
        ? writer.undo(mine(request), what.dry(true))
        : isOpen() ? notNow() : made.note(writer.undo(mine(request), what));
  }

  @Override
  public Outcome redo(Request request) {
    return isDry
        ? undo(request, Undoing.of(new Undoing.Redone()))
        : isOpen() ? notNow() : made.note(writer.redo(mine(request)));
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
}
