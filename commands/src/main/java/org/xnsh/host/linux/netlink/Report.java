package org.xnsh.host.linux.netlink;

import java.util.List;
import org.xnsh.network.ObjectKey;

/// What one message says of a namespace.
///
/// @param present objects that are there, whole; a link comes with its bridge and port side
/// @param absent objects that are not there: deleted, or a side that the link does not have
public record Report(List<Entry> present, List<ObjectKey> absent) {

  /// A message that says nothing about a picture.
  public static final Report NOTHING = new Report(List.of(), List.of());

  static Report present(Entry entry) {
    return new Report(List.of(entry), List.of());
  }

  static Report absent(ObjectKey key) {
    return new Report(List.of(), List.of(key));
  }

  static Report one(boolean removed, Entry entry) {
    return removed ? absent(entry.key()) : present(entry);
  }
}
