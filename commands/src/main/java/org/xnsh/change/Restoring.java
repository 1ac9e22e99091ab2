package org.xnsh.change;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attribute;
import org.xnsh.network.ObjectKey;

/// What becomes of one object in a way back, as far as it is one thing that becomes of it: of a
/// link the MTU may come back and the alias not.
///
/// @param attributes those that it is about; none where it is about the object as a whole
/// @param why what stands against it, to go behind the object's name; may be empty
/// @param cause the object that somebody changed, where that is another one
public record Restoring(
    ObjectKey key,
    Fate fate,
    List<Attribute<?>> attributes,
    String why,
    Optional<ObjectKey> cause) {

  public Restoring {
    attributes = List.copyOf(attributes);
  }

  /// The same of these attributes alone.
  public Restoring only(List<Attribute<?>> some) {
    return new Restoring(key, fate, some, why, cause);
  }

  public static Restoring of(ObjectKey key, Fate fate, List<Attribute<?>> attributes) {
    return new Restoring(key, fate, attributes, "", Optional.empty());
  }

  public static Restoring whole(ObjectKey key, Fate fate, String why) {
    return new Restoring(key, fate, List.of(), why, Optional.empty());
  }

  static Restoring because(ObjectKey key, String why, ObjectKey cause) {
    return new Restoring(key, Fate.CHANGED_SINCE, List.of(), why, Optional.of(cause));
  }

  /// What became of it, behind its name: `was changed since: mtu, alias`.
  public String words() {
    String which = ChangeWords.names(attributes);
    return switch (fate) {
      case RESTORED -> which.isEmpty() ? why : "is restored: " + which;
      case ALREADY_SO -> which.isEmpty() ? "is so already" : "is so already: " + which;
      case CHANGED_SINCE -> why.isEmpty() ? "was changed since: " + which : why;
      case GONE -> gone();
      case BARRED, UNKNOWN -> why;
    };
  }

  private String gone() {
    if (!attributes.isEmpty()) {
      return ChangeWords.names(attributes) + " " + why;
    }
    if (why.isEmpty() || why.startsWith("with ")) {
      return ("is gone " + why).strip();
    }
    return "is gone: " + why;
  }
}
