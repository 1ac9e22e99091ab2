package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Step;
import org.xnsh.network.Network;
import org.xnsh.path.Access;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.Entry;

/// The transaction that a session has begun, if it has begun one. It is the session's alone and
/// holds no lock; until a commit it touches nothing.
final class OpenDraft {

  private final Transactions writer;
  private Optional<Begun> open = Optional.empty();

  OpenDraft(Transactions writer) {
    this.writer = writer;
  }

  synchronized boolean isOpen() {
    return open.isPresent();
  }

  /// The lines of the staged edits, in their order.
  synchronized List<String> commands() {
    return open.map(o -> o.draft().commands()).orElse(List.of());
  }

  synchronized Difference difference() {
    return open.map(Begun::difference).orElse(Difference.NONE);
  }

  synchronized List<Step> steps() {
    return open.map(Begun::steps).orElse(List.of());
  }

  /// The picture that it was begun on.
  synchronized Optional<Network> base() {
    return open.map(Begun::base);
  }

  /// The predicted picture.
  synchronized Optional<Network> seen() {
    return open.map(o -> o.folded().seen());
  }

  /// @throws EditRefused where one is open already
  synchronized void begin(String comment) throws EditRefused {
    requireNone();
    // what comes between the two is in the picture, and no conflict
    long newest = newest();
    open = Optional.of(Begun.on(writer.picture(), newest, comment));
  }

  /// @return how many edits were staged
  synchronized int abort() throws EditRefused {
    int staged = begun().draft().staged().size();
    open = Optional.empty();
    return staged;
  }

  /// What is staged, for another session to take up; nothing where nothing is.
  synchronized Optional<Kept> kept() {
    return open.filter(o -> !o.draft().isEmpty()).map(Kept::new);
  }

  /// @throws EditRefused where one is open already
  synchronized void take(Kept kept) throws EditRefused {
    requireNone();
    open = Optional.of(kept.open);
  }

  private long newest() {
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

  /// One more edit.
  synchronized Outcome stage(Request request, Edit edit, Access access) {
    if (request.forced()) {
      return new Outcome.Refused(
          new EditRefused(
              Reason.USAGE, "a staged edit touches nothing and needs no force", "force commit"),
          List.of());
    }
    try {
      Begun now = begun().joined(writer.host(), request.footprint());
      Begun next = now.with(new Draft.Staged(request.command(), request.footprint(), edit));
      Difference changes = Difference.between(now.folded().wanted(), next.folded().wanted());
      if (changes.isEmpty()) {
        return new Outcome.Unchanged();
      }
      open = Optional.of(next);
      Inexact.warnings(now.folded().wanted(), changes).forEach(request.notice());
      SixAnew.told(now.folded().wanted(), changes).forEach(request.notice());
      OwnPath.staged(writer.host(), now.base(), now.folded().seen(), next.folded().seen(), access)
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

  /// As one transaction; on a conflict or a failure it stays open.
  synchronized Outcome commit(Request request, String comment) throws EditRefused {
    Begun now = begun();
    if (now.draft().isEmpty()) {
      throw new EditRefused(Reason.USAGE, "nothing is staged", "type an edit, or abort");
    }
    Since since = Since.of(writer, now.newest());
    Outcome outcome =
        writer.edit(
            request.about(
                String.join("; ", now.draft().commands()),
                comment.isEmpty() ? now.draft().comment() : comment,
                request.footprint().and(now.footprint())),
            fresh -> now.over(fresh, since));
    switch (outcome) {
      case Outcome.Done _, Outcome.Unverified _, Outcome.Unchanged _ -> open = Optional.empty();
      case Outcome.RolledBack _, Outcome.PartlyUndone _, Outcome.Refused _ -> {}
      case Outcome.Staged _, Outcome.Previewed _ -> {}
    }
    return outcome;
  }

  /// What would come of a commit now.
  synchronized Check check(Footprint further, Access access) throws EditRefused {
    Begun now = begun();
    try {
      Network fresh = writer.host().refresh(further.and(now.footprint()));
      Network wanted = now.over(fresh, Since.of(writer, now.newest()));
      return Check.of(fresh, wanted, judged -> OwnPath.look(writer.host(), judged, access));
    } catch (IOException e) {
      throw new UncheckedIOException("the network cannot be read", e);
    }
  }
}
