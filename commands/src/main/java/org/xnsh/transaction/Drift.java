package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Followed;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.transaction.log.Left;
import org.xnsh.transaction.log.Sum;

/// Where the network is otherwise than our transactions left it.
///
/// @param changes from what they left to what is there now
/// @param rows the same for an operator
/// @param remarks what is not compared
public record Drift(Difference changes, List<Row> rows, List<String> remarks) {

  /// Kinds of links that a request can make again; any other that is gone is gone for good.
  private static final Set<String> MADE = Set.of("bridge", "veth", "dummy");

  public Drift {
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
  }

  /// One attribute of one object, or an object as a whole.
  ///
  /// @param object what it is called
  /// @param attribute empty where it is about the object as a whole
  /// @param ours as a transaction left it
  /// @param now as it is
  /// @param since the record of other hands' changes that tells of it; none where no record does
  public record Row(String object, String attribute, String ours, String now, OptionalLong since) {}

  static Drift of(Sum sum, Network now) {
    Left left = sum.left();
    Collecting into = new Collecting(left, now);
    left.objects().entrySet().stream()
        .sorted((a, b) -> a.getKey().text().compareTo(b.getKey().text()))
        .forEach(into::take);
    return new Drift(new Difference(into.changes), into.rows, remarks(sum));
  }

  private static List<String> remarks(Sum sum) {
    List<String> remarks = new ArrayList<>();
    if (sum.from() > 1) {
      remarks.add(
          "transactions before "
              + sum.from()
              + " are not compared: "
              + (sum.isLost()
                  ? "what the log told of them cannot be read; log verify names what is damaged"
                  : "the log has no sum of them, as older versions of xnsh kept none"));
    }
    if (sum.left().forgotten() > 0) {
      remarks.add(
          sum.left().forgotten()
              + " objects that transactions touched longest ago are not compared: "
              + Left.MOST
              + " are remembered");
    }
    if (sum.seen().forgotten() > 0) {
      remarks.add(
          "of "
              + sum.seen().forgotten()
              + " objects it is not remembered how they were last seen: what others change of them"
              + " while no xnsh runs is not recorded");
    }
    return remarks;
  }

  /// What is about one object: by its name, or all that is on a link.
  Drift about(String object, Network now) {
    List<Change> some =
        changes.changes().stream()
            .filter(c -> c.keys().anyMatch(key -> isAbout(object, key, c, now)))
            .toList();
    return new Drift(new Difference(some), List.of(), remarks);
  }

  private static boolean isAbout(String object, ObjectKey key, Change change, Network now) {
    Network names = ChangeWords.named(new Difference(List.of(change)), now);
    return ChangeWords.name(key, names).equals(object)
        || key.about().stream().anyMatch(l -> names.nameOf(l).equals(object));
  }

  /// Goes through the objects.
  private static final class Collecting {
    private final Left left;
    private final Network now;
    private final Network names;
    private final List<Change> changes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    Collecting(Left left, Network now) {
      this.left = left;
      this.now = now;
      this.names = ChangeWords.named(left.asDifference(), now);
    }

    void take(Map.Entry<ObjectKey, Left.One> entry) {
      ObjectKey key = entry.getKey();
      Optional<Attributes> ours = entry.getValue().as();
      Optional<Attributes> is = now.find(key);
      if (ours.isEmpty() && is.isPresent() && !ObjectStanding.isDerived(key, is.get())) {
        add(new Added(key, is.get()), "", "absent", "present");
      } else if (ours.isPresent() && is.isEmpty() && !isGoneWithLink(key, ours.get())) {
        add(new Removed(key, ours.get()), "", "present", "absent");
      } else if (ours.isPresent() && is.isPresent()) {
        altered(key, ours.get(), is.get());
      }
    }

    /// A vif goes with its guest, and what is on a link with the link: that is told once.
    private boolean isGoneWithLink(ObjectKey key, Attributes ours) {
      if (key instanceof LinkKey) {
        return !MADE.contains(ours.text(LinkAttributes.KIND));
      }
      boolean side = key instanceof BridgeKey || key instanceof PortKey || key instanceof VifKey;
      return side || key.about().stream().anyMatch(link -> !now.has(new LinkKey(link)));
    }

    private void altered(ObjectKey key, Attributes ours, Attributes is) {
      Attributes to = ours;
      Altered whole = new Altered(key, ours, is);
      for (Attribute<?> attribute : whole.attributes()) {
        if (OtherHands.isChosen(whole, attribute, now) && !Followed.isOne(key, attribute, names)) {
          to = to.withAny(attribute, is.get(attribute));
        }
      }
      Altered chosen = new Altered(key, ours, to);
      if (!chosen.attributes().isEmpty()) {
        changes.add(chosen);
      }
      for (Attribute<?> attribute : chosen.attributes()) {
        row(
            key,
            attribute.name(),
            ChangeWords.value(attribute, ours, names),
            ChangeWords.value(attribute, is, names));
      }
    }

    private void add(Change change, String attribute, String ours, String is) {
      changes.add(change);
      change.keys().forEach(key -> row(key, attribute, ours, is));
    }

    private void row(ObjectKey key, String attribute, String ours, String is) {
      rows.add(
          new Row(
              ChangeWords.name(key, names),
              attribute,
              ours,
              is,
              left.changedSince(key, attribute)));
    }
  }
}
