package org.xnsh.transaction;

import java.io.IOException;
import java.util.List;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Step;
import org.xnsh.change.Undo;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.EditRefused.Reason;

/// A transaction that is begun and not committed: a draft, with the picture that it was begun on.
///
/// @param newest the newest transaction at begin: what came since is found by its number, for a
///   clock may be set back meanwhile
/// @param base the picture at begin
/// @param folded what the draft comes to over it
record Begun(long newest, Draft draft, Network base, Draft.Folded folded) {

  static Begun on(Network base, long newest, String comment) {
    return new Begun(newest, new Draft(comment, List.of()), base, Draft.Folded.from(base));
  }

  Difference difference() {
    return Difference.between(base, folded.wanted());
  }

  /// What a commit would ask the kernel for, were the host as it was at begin.
  List<Step> steps() {
    return Foreseen.of(base, List.of(), difference(), PlanOptions.EDIT).steps();
  }

  /// All that the draft is about.
  Footprint footprint() {
    return draft.footprint().and(Areas.of(difference()));
  }

  Begun with(Draft.Staged staged) throws EditRefused, IOException {
    return new Begun(newest, draft.with(staged), base, folded.and(staged.edit()));
  }

  /// The draft over a picture that may have changed since: where the changes do not meet, they are
  /// laid over it; where they do, it is a conflict.
  Network over(Network fresh, Since since) throws EditRefused {
    List<String> conflicts =
        since.conflicts(
            Undo.of(difference().reversed(), fresh).parts(),
            ChangeWords.named(difference(), fresh));
    if (!conflicts.isEmpty()) {
      throw new EditRefused(
          Reason.CONFLICT,
          "the host has changed since begin: " + String.join("; ", conflicts),
          "abort, and begin anew from what is there now");
    }
    return draft.over(fresh).wanted();
  }

  /// Entries and settings join a picture when somebody names them: they join the draft's then.
  Begun joined(Host host, Footprint footprint) throws EditRefused, IOException {
    Network fresh = host.refresh(footprint);
    Network wider = base;
    for (ObjectKey key : Difference.between(base, fresh).keys()) {
      if (key.isReadWhenNamed() && !wider.has(key)) {
        wider = wider.with(key, fresh.get(key));
      }
    }
    return wider == base ? this : new Begun(newest, draft, wider, draft.over(wider));
  }
}
