package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Step;
import org.xnsh.change.Undo;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.path.Connection;
import org.xnsh.transaction.EditRefused.Reason;

/// One session's way to the writer: edits go through at once, or, after `begin`, into a draft that
/// is committed as one transaction. The draft is this session's alone; it holds no lock.
public final class Staging implements Transactions {

  private final Transactions writer;
  private final Optional<Connection> connection;
  private Optional<Open> open = Optional.empty();
  private Optional<Duration> safe = Optional.empty();

  /// A draft with the picture that it was begun on.
  private record Open(Instant begun, Draft draft, Network base, Draft.Folded folded) {
    Difference difference() {
      return Difference.between(base, folded.wanted());
    }
  }

  public Staging(Transactions writer) {
    this(writer, Optional.empty());
  }

  /// @param connection what the session comes by, where it comes over the network of this host
  public Staging(Transactions writer, Optional<Connection> connection) {
    this.writer = writer;
    this.connection = connection;
  }

  /// What the session comes by, where it comes over the network of this host.
  public Optional<Connection> connection() {
    return connection;
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
    Request mine = request.over(connection);
    return safe.isPresent() && mine.confirm().isEmpty() ? mine.confirmedWithin(safe.get()) : mine;
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
    return open.map(Open::difference).orElse(Difference.NONE);
  }

  /// What a commit would ask the kernel for, were the host as it was at begin.
  public synchronized List<Step> steps() {
    return open.map(o -> Foreseen.of(o.base(), List.of(), o.difference(), PlanOptions.EDIT).steps())
        .orElse(List.of());
  }

  /// The picture that the draft was begun on.
  public synchronized Network base() {
    return open.map(Open::base).orElseGet(writer::picture);
  }

  /// Begins a draft.
  ///
  /// @throws EditRefused where one is open already
  public synchronized void begin(String comment) throws EditRefused {
    if (open.isPresent()) {
      throw new EditRefused(
          Reason.USAGE, "a transaction is begun already", "commit it, or abort it");
    }
    Network base = writer.picture();
    Draft draft = new Draft(comment, List.of());
    open = Optional.of(new Open(Instant.now(), draft, base, Draft.Folded.from(base)));
  }

  /// Drops the draft.
  ///
  /// @return how many edits were staged
  public synchronized int abort() throws EditRefused {
    int staged = begun().draft().staged().size();
    open = Optional.empty();
    return staged;
  }

  /// Commits the draft as one transaction; on a conflict or a failure it stays open.
  public synchronized Outcome commit(Request request, String comment) throws EditRefused {
    Open now = begun();
    if (now.draft().isEmpty()) {
      throw new EditRefused(Reason.USAGE, "nothing is staged", "type an edit, or abort");
    }
    Since since = Since.of(writer, now.begun());
    Outcome outcome =
        writer.edit(
            mine(request)
                .about(
                    String.join("; ", now.draft().commands()),
                    comment.isEmpty() ? now.draft().comment() : comment,
                    request
                        .footprint()
                        .and(now.draft().footprint())
                        .and(Areas.of(now.difference()))),
            fresh -> rebased(now, fresh, since));
    switch (outcome) {
      case Outcome.Done _, Outcome.Unverified _, Outcome.Unchanged _ -> open = Optional.empty();
      case Outcome.RolledBack _, Outcome.PartlyUndone _, Outcome.Refused _ -> {}
      case Outcome.Staged _, Outcome.Previewed _ -> {}
    }
    return outcome;
  }

  /// The draft over a picture that may have changed since: where the changes do not meet, they are
  /// laid over it; where they do, it is a conflict.
  private static Network rebased(Open open, Network fresh, Since since) throws EditRefused {
    List<String> conflicts =
        since.conflicts(
            Undo.of(open.difference().reversed(), fresh).parts(),
            ChangeWords.named(open.difference(), fresh));
    if (!conflicts.isEmpty()) {
      throw new EditRefused(
          Reason.CONFLICT,
          "the host has changed since begin: " + String.join("; ", conflicts),
          "abort, and begin anew from what is there now");
    }
    return open.draft().over(fresh).wanted();
  }

  private Open begun() throws EditRefused {
    return open.orElseThrow(
        () -> new EditRefused(Reason.USAGE, "no transaction is begun", "begin"));
  }

  @Override
  public synchronized Outcome edit(Request request, Edit edit) {
    if (open.isEmpty()) {
      return writer.edit(mine(request), edit);
    }
    if (request.forced()) {
      return new Outcome.Refused(
          new EditRefused(
              Reason.USAGE, "a staged edit touches nothing and needs no force", "force commit"),
          List.of());
    }
    try {
      Open now = joined(open.get(), request.footprint());
      Draft draft =
          now.draft().with(new Draft.Staged(request.command(), request.footprint(), edit));
      Draft.Folded folded = now.folded().and(edit);
      Difference changes = Difference.between(now.folded().wanted(), folded.wanted());
      if (changes.isEmpty()) {
        return new Outcome.Unchanged();
      }
      Open next = new Open(now.begun(), draft, now.base(), folded);
      open = Optional.of(next);
      Inexact.warnings(now.base(), changes).forEach(request.notice());
      OwnPath.staged(now.base(), now.folded().seen(), folded.seen(), connection)
          .ifPresent(request.notice());
      return new Outcome.Staged(
          draft.staged().size(), changes, ChangeWords.of(changes, folded.seen()));
    } catch (EditRefused e) {
      return new Outcome.Refused(e, List.of());
    } catch (IOException e) {
      return new Outcome.Refused(
          new EditRefused(Reason.FAILED, "nothing was staged: " + e.getMessage(), ""), List.of());
    }
  }

  /// Entries and settings join a picture when somebody names them: they join the draft's then.
  private Open joined(Open open, Footprint footprint) throws EditRefused, IOException {
    Network fresh = writer.host().refresh(footprint);
    Network base = open.base();
    for (ObjectKey key : Difference.between(base, fresh).keys()) {
      boolean joins =
          switch (key) {
            case ObjectKey.NeighbourKey _, ObjectKey.FdbKey _, ObjectKey.MdbKey _ -> true;
            case ObjectKey.PortVlanKey _, ObjectKey.SysctlKey _ -> true;
            case ObjectKey.LinkKey _, ObjectKey.BridgeKey _, ObjectKey.PortKey _ -> false;
            case ObjectKey.VifKey _, ObjectKey.AddressKey _, ObjectKey.RouteKey _ -> false;
            case ObjectKey.NexthopKey _, ObjectKey.RuleKey _ -> false;
          };
      if (joins && !base.has(key)) {
        base = base.with(key, fresh.get(key));
      }
    }
    return base == open.base()
        ? open
        : new Open(open.begun(), open.draft(), base, open.draft().over(base));
  }

  @Override
  public Outcome undo(Request request, Undoing what) {
    return isOpen() ? notNow() : writer.undo(mine(request), what);
  }

  @Override
  public Drift drift() {
    return writer.drift();
  }

  @Override
  public Outcome restoreDrift(Request request, Optional<String> object) {
    return isOpen() ? notNow() : writer.restoreDrift(request, object);
  }

  @Override
  public Outcome adoptDrift(Request request) {
    return isOpen() ? notNow() : writer.adoptDrift(request);
  }

  @Override
  public Outcome redo(Request request) {
    return isOpen() ? notNow() : writer.redo(mine(request));
  }

  private static Outcome notNow() {
    return new Outcome.Refused(
        new EditRefused(
            Reason.USAGE, "edits are staged, none is made yet", "commit first, or abort"),
        List.of());
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
    Open now = begun();
    try {
      Network fresh =
          writer
              .host()
              .refresh(further.and(now.draft().footprint()).and(Areas.of(now.difference())));
      return Check.of(
          fresh,
          rebased(now, fresh, Since.of(writer, now.begun())),
          connection,
          OwnPath.seen(writer.host(), fresh, connection));
    } catch (IOException e) {
      throw new UncheckedIOException("the network cannot be read", e);
    }
  }

  @Override
  public List<Entry> entries() {
    return writer.entries();
  }

  @Override
  public Optional<Entry> entry(long number) {
    return writer.entry(number);
  }

  @Override
  public List<String> faults() {
    return writer.faults();
  }

  @Override
  public Verification verify() {
    return writer.verify();
  }

  @Override
  public Optional<ConfirmTimer> newestTimer() {
    return writer.newestTimer();
  }

  @Override
  public List<ConfirmTimer> timers() {
    return writer.timers();
  }

  @Override
  public ConfirmTimer confirm(Request request) throws EditRefused {
    return writer.confirm(request);
  }

  @Override
  public ConfirmTimer extend(Request request, Duration more) throws EditRefused {
    return writer.extend(request, more);
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
