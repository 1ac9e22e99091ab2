package org.xnsh.path;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// How long a port that joins a bridge with the spanning tree lets nothing through
/// (`br_make_forwarding`): it listens and learns for the forward delay each; where a program in
/// user space runs the tree it only learns.
public final class Listening {

  private static final long BY_KERNEL = 1;
  private static final int HUNDREDTHS = 100;

  private Listening() {}

  /// A stop that ends by itself.
  ///
  /// @param hundredths how long, in hundredths of a second
  /// @param hop which port, in words
  record Pause(long hundredths, String hop) {
    String told() {
      return hop + ": the session would stop for " + seconds(hundredths) + " s";
    }
  }

  static Optional<Pause> of(
      Network before,
      Network after,
      Way was,
      Way is,
      BiFunction<Map<Exit, List<Integer>>, IpAddress, Set<Exit>> towards) {
    String longest = "";
    long most = 0;
    for (Way.Leaving now : is.out()) {
      Set<Exit> wanted = new HashSet<>();
      was.out().forEach(o -> wanted.addAll(towards.apply(o.exits(), o.next())));
      for (Map.Entry<Exit, List<Integer>> exit : now.exits().entrySet()) {
        if (wanted.contains(exit.getKey())) {
          for (int hop : exit.getValue()) {
            long time = hundredths(before, after, hop);
            if (time > most) {
              most = time;
              longest = told(after, hop, time);
            }
          }
        }
      }
    }
    return longest.isEmpty() ? Optional.empty() : Optional.of(new Pause(most, longest));
  }

  private static String told(Network after, int port, long time) {
    int bridge = (int) after.get(new LinkKey(port)).number(LinkAttributes.MASTER);
    return after.nameOf(port)
        + " would listen and learn in "
        + after.nameOf(bridge)
        + " for "
        + seconds(time)
        + " s before it forwards (STP)";
  }

  public static String seconds(long hundredths) {
    return hundredths % HUNDREDTHS == 0
        ? Long.toString(hundredths / HUNDREDTHS)
        : Double.toString((double) hundredths / HUNDREDTHS);
  }

  /// How long a port will not forward that did not forward in this bridge before.
  public static long hundredths(Network before, Network after, int port) {
    int bridge = (int) after.get(new LinkKey(port)).number(LinkAttributes.MASTER);
    boolean forwarded =
        before.get(new LinkKey(port)).number(LinkAttributes.MASTER) == bridge
            && Segment.isUp(before, bridge)
            && Segment.forwards(before, port);
    return forwarded ? 0 : anew(after, port);
  }

  /// How long a port will not forward that joins its bridge, even if it was in it before.
  public static long anew(Network after, int port) {
    int bridge = (int) after.get(new LinkKey(port)).number(LinkAttributes.MASTER);
    Attributes now = after.get(new BridgeKey(bridge));
    long tree = now.number(BridgeAttributes.STP_STATE);
    if (bridge == 0 || tree == 0) {
      return 0;
    }
    long delay =
        now.get(BridgeAttributes.FORWARD_DELAY_IN_FORCE)
            .orElse(now.number(BridgeAttributes.FORWARD_DELAY));
    return tree == BY_KERNEL ? 2 * delay : delay;
  }
}
