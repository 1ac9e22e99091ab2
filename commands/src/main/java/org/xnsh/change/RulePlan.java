package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RuleAttributes;

/// The steps of policy rules. Rules of one priority are told apart by their place alone: a new one
/// goes behind them (fib_nl_newrule in net/core/fib_rules.c), and a request to delete takes the
/// first that has what it names, whatever else that one has (rule_find). So one that would be taken
/// for another goes too, and all that shall stand behind it comes again.
final class RulePlan {

  private final List<Step> deletes = new ArrayList<>();
  private final List<Step> creates = new ArrayList<>();

  RulePlan(Network before, Network target, Difference difference) {
    SortedMap<Long, RuleKey> four = new TreeMap<>();
    SortedMap<Long, RuleKey> six = new TreeMap<>();
    difference.keys().stream()
        .filter(k -> k instanceof RuleKey)
        .map(k -> (RuleKey) k)
        .forEach(k -> (k.family() == IpFamily.IPV4 ? four : six).put(k.priority(), k));
    four.values().forEach(k -> priority(before, target, k));
    six.values().forEach(k -> priority(before, target, k));
  }

  List<Step> deletes() {
    return deletes;
  }

  List<Step> creates() {
    return creates;
  }

  private void priority(Network before, Network target, RuleKey of) {
    List<Attributes> was = rules(before, of);
    List<Attributes> shall = rules(target, of);
    int stay = stay(was, shall);
    int place = 0;
    for (Attributes rule : was) {
      if (place < stay && rule.equals(shall.get(place))) {
        place++;
      } else {
        deletes.add(new Delete(new RuleKey(of.family(), of.priority(), place), rule));
      }
    }
    for (Attributes rule : shall.subList(stay, shall.size())) {
      creates.add(new Create(new RuleKey(of.family(), of.priority(), place++), rule));
    }
  }

  /// In their order, without the gaps that a picture may have.
  private static List<Attributes> rules(Network network, RuleKey of) {
    return network.rules(of.family()).stream()
        .filter(k -> k.priority() == of.priority())
        .map(network::get)
        .toList();
  }

  /// How many of those that shall be there first can stay.
  private static int stay(List<Attributes> was, List<Attributes> shall) {
    int limit = shall.size();
    while (true) {
      int next = stay(was, shall, limit);
      if (next == limit) {
        return limit;
      }
      limit = next;
    }
  }

  private static int stay(List<Attributes> was, List<Attributes> shall, int limit) {
    int staying = 0;
    int least = limit;
    for (Attributes rule : was) {
      if (staying < limit && rule.equals(shall.get(staying))) {
        staying++;
      } else {
        for (int i = 0; i < Math.min(staying, least); i++) {
          least = isTakenFor(rule, shall.get(i)) ? i : least;
        }
      }
    }
    return Math.min(least, staying);
  }

  /// Whether a request to delete the one fits the other. Where it cannot be seen, it does.
  private static boolean isTakenFor(Attributes named, Attributes other) {
    return fits(named, other, RuleAttributes.ACTION)
        && fits(named, other, RuleAttributes.LOOKUP)
        && fits(named, other, RuleAttributes.TOS)
        && fits(named, other, RuleAttributes.MARK)
        && fits(named, other, RuleAttributes.MARK_MASK)
        && fits(named, other, RuleAttributes.PROTOCOL)
        && fits(named, other, RuleAttributes.INPUT_LINK)
        && fits(named, other, RuleAttributes.OUTPUT_LINK)
        && fits(named, other, RuleAttributes.SOURCE)
        && fits(named, other, RuleAttributes.DESTINATION);
  }

  /// Nothing and 0 name nothing.
  private static <V> boolean fits(Attributes named, Attributes other, Attribute<V> attribute) {
    return named
        .get(attribute)
        .filter(v -> !v.equals(0L) && !(v instanceof Prefix p && p.length() == 0))
        .map(v -> other.get(attribute).filter(v::equals).isPresent())
        .orElse(true);
  }
}
