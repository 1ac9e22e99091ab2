package org.xnsh.transaction;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Difference;
import org.xnsh.network.ObjectKey;

/// How a transaction ended.
public sealed interface Outcome {

  /// What it changed, side effects included.
  Difference changes();

  /// Nothing had to change; nothing is logged.
  record Unchanged() implements Outcome {
    @Override
    public Difference changes() {
      return Difference.NONE;
    }
  }

  /// Not made, but kept for a commit.
  ///
  /// @param place its place among the staged edits, from 1
  /// @param changes what it adds to them
  /// @param words the same for an operator
  record Staged(int place, Difference changes, List<String> words) implements Outcome {
    public Staged {
      words = List.copyOf(words);
    }
  }

  /// Applied and, as far as could be seen in the time given, verified.
  ///
  /// @param number the transaction's number in the log
  /// @param remarks what an operator should know: sticky residue, what settles later
  /// @param results of a way back, what became of each object
  record Done(long number, Difference changes, List<String> remarks, List<ObjectResult> results)
      implements Outcome {
    public Done {
      remarks = List.copyOf(remarks);
      results = List.copyOf(results);
    }

    public Done(long number, Difference changes, List<String> remarks) {
      this(number, changes, remarks, List.of());
    }
  }

  /// Applied, but something is not as planned (exit code 65).
  record Unverified(long number, Difference changes, List<String> faults) implements Outcome {
    public Unverified {
      faults = List.copyOf(faults);
    }
  }

  /// A step failed or the operator stopped it; what was done has been taken back (exit code 1), or,
  /// where faults remain, not all of it (66).
  ///
  /// @param cause what failed, for an operator
  /// @param errno the kernel's number, 0 where it was no kernel refusal
  /// @param at the object of the step that the kernel refused
  /// @param left what could not be taken back
  record RolledBack(
      long number,
      String cause,
      int errno,
      Optional<ObjectKey> at,
      Difference changes,
      List<String> left)
      implements Outcome {
    public RolledBack {
      left = List.copyOf(left);
    }
  }

  /// An undo or redo that could not bring everything back (exit code 66); what it did stands.
  ///
  /// @param left what is not as it was, one sentence each
  /// @param results what became of each object
  record PartlyUndone(
      long number, Difference changes, List<String> left, List<ObjectResult> results)
      implements Outcome {
    public PartlyUndone {
      left = List.copyOf(left);
      results = List.copyOf(results);
    }
  }

  /// What a way back would come to; nothing was touched.
  ///
  /// @param results what would become of each object
  /// @param remarks what would be said at its end: what stays as it is, and how to be rid of it
  /// @param refused why it would be refused as it was asked for
  record Previewed(
      List<ObjectResult> results, List<String> remarks, Check check, Optional<EditRefused> refused)
      implements Outcome {
    public Previewed {
      results = List.copyOf(results);
      remarks = List.copyOf(remarks);
    }

    @Override
    public Difference changes() {
      return Difference.NONE;
    }
  }

  /// Not even begun: the edit, a check or a conflict said no.
  record Refused(EditRefused why, List<String> details) implements Outcome {
    public Refused {
      details = List.copyOf(details);
    }

    @Override
    public Difference changes() {
      return Difference.NONE;
    }
  }
}
