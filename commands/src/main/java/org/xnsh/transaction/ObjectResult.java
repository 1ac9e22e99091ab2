package org.xnsh.transaction;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Fate;

/// What became of one object in a way back.
///
/// @param transaction the one that was taken back
/// @param object what it is called
/// @param attributes those that it is about; none where it is about the object as a whole
/// @param words what became of it, to go behind its name
/// @param by who changed it since, where it was changed
public record ObjectResult(
    long transaction,
    String object,
    Fate fate,
    List<String> attributes,
    String words,
    Optional<Hand> by) {

  public ObjectResult {
    attributes = List.copyOf(attributes);
  }

  /// One sentence.
  public String line() {
    return object + " " + words + by.map(h -> ", by " + h.words()).orElse("");
  }
}
