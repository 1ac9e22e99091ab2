package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// The kernel counts a bridge's times in ticks of its own clock (CONFIG_HZ). With 250 a second, two
/// and a half make a hundredth, and what is no whole number of them comes back a hundredth less:
/// clock_t_to_jiffies and jiffies_to_clock_t in kernel/time/time.c both cut.
public final class Ticks {

  private static final Set<Attribute<Long>> TIMES =
      Set.of(
          BridgeAttributes.FORWARD_DELAY,
          BridgeAttributes.HELLO_TIME,
          BridgeAttributes.MAX_AGE,
          BridgeAttributes.AGEING_TIME,
          BridgeAttributes.MULTICAST_LAST_MEMBER_INTERVAL,
          BridgeAttributes.MULTICAST_MEMBERSHIP_INTERVAL,
          BridgeAttributes.MULTICAST_QUERIER_INTERVAL,
          BridgeAttributes.MULTICAST_QUERY_INTERVAL,
          BridgeAttributes.MULTICAST_QUERY_RESPONSE_INTERVAL,
          BridgeAttributes.MULTICAST_STARTUP_QUERY_INTERVAL);

  /// BR_MAX_FORWARD_DELAY, BR_MAX_HELLO_TIME and BR_MAX_AGE of net/bridge/br_private_stp.h: the
  /// kernel compares before it cuts, so that what lies just above is refused.
  private static final Map<Attribute<Long>, Long> LIMITS =
      Map.of(
          BridgeAttributes.FORWARD_DELAY, 3000L,
          BridgeAttributes.HELLO_TIME, 1000L,
          BridgeAttributes.MAX_AGE, 4000L);

  private Ticks() {}

  /// Whether a time of a bridge is among it.
  public static boolean isAbout(Difference wanted) {
    return wanted.changes().stream()
        .anyMatch(c -> c instanceof Altered a && a.attributes().stream().anyMatch(TIMES::contains));
  }

  /// Without the times that come to what is in force.
  ///
  /// @param second ticks in one
  public static Difference withoutEqual(Difference wanted, int second) {
    List<Change> left = new ArrayList<>();
    for (Change change : wanted.changes()) {
      Change taken = change instanceof Altered c ? withoutEqual(c, second) : change;
      if (!(taken instanceof Altered c && c.attributes().isEmpty())) {
        left.add(taken);
      }
    }
    return new Difference(left);
  }

  private static Altered withoutEqual(Altered c, int second) {
    Attributes after = c.after();
    for (Attribute<Long> time : TIMES) {
      Optional<Long> was = c.before().get(time);
      if (was.isPresent()
          && after.get(time).filter(t -> t > limit(time)).isEmpty()
          && was.equals(after.get(time).map(t -> t * second / 100 * 100 / second))) {
        after = after.with(time, was.get());
      }
    }
    return new Altered(c.key(), c.before(), after);
  }

  private static long limit(Attribute<Long> time) {
    return LIMITS.getOrDefault(time, Long.MAX_VALUE);
  }

  /// What was wanted, as the kernel took it.
  ///
  /// @param done the steps that told the kernel
  /// @param now what it says after them
  public static Difference rounded(Difference wanted, List<Step> done, Network now) {
    Difference result = wanted;
    for (Step step : done) {
      if (step instanceof Step.Set set) {
        for (Attribute<Long> time : TIMES) {
          if (set.attribute().equals(time)) {
            result = rounded(result, set.key(), time, now);
          }
        }
      }
    }
    return result;
  }

  private static Difference rounded(
      Difference wanted, ObjectKey key, Attribute<Long> time, Network now) {
    Optional<Long> is = now.get(key).get(time);
    return is.isEmpty()
        ? wanted
        : new Difference(
            wanted.changes().stream().map(c -> rounded(c, key, time, is.get())).toList());
  }

  private static Change rounded(Change change, ObjectKey key, Attribute<Long> time, long is) {
    return switch (change) {
      case Added c when c.key().equals(key) -> new Added(key, rounded(c.after(), time, is));
      case Altered c when c.key().equals(key) ->
          new Altered(key, c.before(), rounded(c.after(), time, is));
      case Added _, Altered _, Removed _, AddressOrder _, RouteOrder _ -> change;
    };
  }

  private static Attributes rounded(Attributes wanted, Attribute<Long> time, long is) {
    return wanted.get(time).filter(w -> w == is + 1).isPresent() ? wanted.with(time, is) : wanted;
  }
}
