package org.xnsh.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// The steps of addresses. The kernel puts a new IPv4 address behind the others and a new IPv6 one
/// before them; so whatever stands behind (before) the first that is not as wanted is taken away
/// and given again in order.
final class AddressPlan {

  /// What RTM_NEWADDR with NLM_F_REPLACE can change; the rest needs a new address.
  private static final Set<Attribute<?>> REPLACEABLE =
      Set.of(
          AddressAttributes.VALID_UNTIL,
          AddressAttributes.PREFERRED_UNTIL,
          AddressAttributes.METRIC,
          AddressAttributes.NO_PREFIX_ROUTE,
          AddressAttributes.MANAGE_TEMPORARY);

  private record Of(int link, IpFamily family) {}

  private final Network before;
  private final Network target;
  private final BiPredicate<ObjectKey, Attributes> counts;
  private final Set<Of> changed = new LinkedHashSet<>();
  private final Set<AddressKey> again;
  private final boolean ordered;
  private final Set<Integer> touched = new LinkedHashSet<>();

  /// @param ordered whether new addresses have a place, too
  AddressPlan(
      Network before,
      Network target,
      Difference difference,
      BiPredicate<ObjectKey, Attributes> counts,
      boolean ordered) {
    this.before = before;
    this.ordered = ordered;
    this.target = target;
    this.counts = counts;
    difference.keys().stream()
        .filter(k -> k instanceof AddressKey)
        .map(k -> (AddressKey) k)
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .forEach(k -> changed.add(new Of(k.link(), k.local().family())));
    again = LocalRoutes.given(before, target, difference, counts);
    again.forEach(k -> {
      // behind the others, in the order of the routes
      changed.remove(new Of(k.link(), k.local().family()));
      changed.add(new Of(k.link(), k.local().family()));
    });
  }

  /// The links whose addresses these steps change.
  Set<Integer> touched() {
    return touched;
  }

  /// The steps of the links that this is true of.
  List<Step> steps(IntPredicate which) {
    List<Step> steps = new ArrayList<>();
    for (Of of : changed) {
      if (!which.test(of.link())) {
        continue;
      }
      boolean isGone = before.has(new LinkKey(of.link())) && !target.has(new LinkKey(of.link()));
      if (!isGone) {
        List<Step> some = steps(of);
        steps.addAll(some);
        if (!some.isEmpty()) {
          touched.add(of.link());
        }
      }
    }
    return steps;
  }

  private List<Step> steps(Of of) {
    List<AddressKey> was = wanted(before, of);
    List<AddressKey> shall = wanted(target, of);
    // A link that is made anew in this plan has no addresses yet.
    if (!before.has(new LinkKey(of.link()))) {
      was = List.of();
    }
    if (!ordered && onlyAdds(was, of)) {
      return target.addresses(of.link(), of.family()).stream()
          .filter(k -> counts.test(k, target.get(k)) && !before.has(k))
          .map(k -> (Step) new Create(k, Planner.configured(target.get(k))))
          .toList();
    }
    List<AddressKey> staying = was.stream().filter(k -> shall.contains(k) && !isRemade(k)).toList();
    int kept = Beginning.of(staying, shall, _ -> true);
    List<AddressKey> firm = shall.subList(0, kept);
    List<Step> steps = new ArrayList<>();
    // Secondaries first: with its primary a secondary may go by itself.
    for (AddressKey key : was.reversed()) {
      if (!firm.contains(key)) {
        steps.add(new Delete(key, before.get(key)));
      }
    }
    for (AddressKey key : firm) {
      before.get(key).differing(target.get(key)).stream()
          .filter(REPLACEABLE::contains)
          .sorted(Comparator.comparingInt(a -> turn(key, a)))
          .forEach(a -> steps.add(new Step.Set(key, a, target.get(key).get(a))));
    }
    for (AddressKey key : shall.subList(kept, shall.size())) {
      steps.add(new Create(key, Planner.configured(target.get(key))));
    }
    return steps;
  }

  /// The preferred lifetime must not be longer than the valid one at any moment: the valid one
  /// grows before it and shrinks after it.
  private int turn(AddressKey key, Attribute<?> attribute) {
    if (!attribute.equals(AddressAttributes.VALID_UNTIL)) {
      return 1;
    }
    long was = before.get(key).get(AddressAttributes.VALID_UNTIL, Long.MAX_VALUE);
    return target.get(key).get(AddressAttributes.VALID_UNTIL, Long.MAX_VALUE) >= was ? 0 : 2;
  }

  /// New ones at the end of the list are an edit's that does not care: they go where the kernel
  /// puts them.
  private boolean onlyAdds(List<AddressKey> was, Of of) {
    List<AddressKey> shall =
        target.addresses(of.link(), of.family()).stream()
            .filter(k -> counts.test(k, target.get(k)))
            .toList();
    List<AddressKey> old = of.family() == IpFamily.IPV6 ? was.reversed() : was;
    return shall.size() > old.size()
        && shall.subList(0, old.size()).equals(old)
        && old.stream().allMatch(k -> before.get(k).equals(target.get(k)) && !again.contains(k));
  }

  /// In the order in which the kernel would have to be given them.
  private List<AddressKey> wanted(Network network, Of of) {
    Stream<AddressKey> keys =
        network.addresses(of.link(), of.family()).stream()
            .filter(k -> counts.test(k, network.get(k)));
    return switch (of.family()) {
      case IPV4 -> keys.toList();
      case IPV6 -> keys.toList().reversed();
    };
  }

  private boolean isRemade(AddressKey key) {
    return again.contains(key)
        || before.get(key).differing(target.get(key)).stream()
            .filter(a -> !a.equals(AddressAttributes.LABEL) || !getsLabel(key))
            .anyMatch(a -> a.standing().isRestored() && !REPLACEABLE.contains(a));
  }

  /// Whether a new name of its link gives the address the label that it shall have.
  private boolean getsLabel(AddressKey key) {
    return Labels.renamed(before, key.link(), target.nameOf(key.link()))
        .getOrDefault(key, "")
        .equals(target.get(key).text(AddressAttributes.LABEL));
  }
}
