package org.xnsh.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/// Those who have connected and not logged in: not more than so many, and not all of them from one
/// place. Who comes when there is no room takes that of whoever has waited longest there, where
/// most wait: logging in takes a moment, and who holds a connection open and says nothing must not
/// keep others out, not even from the same address.
final class Doorstep implements SessionListener {

  static final int MOST = 60;
  static final int MOST_OF_A_PLACE = 10;

  /// Of an IPv6 address: one machine has a network of 2^64 to itself.
  private static final int NETWORK_BYTES = 8;

  /// In the order in which they came.
  private final Map<Session, List<Byte>> waiting = new LinkedHashMap<>();

  private final Journal journal;
  private boolean closed;

  Doorstep(Journal journal) {
    this.journal = journal;
  }

  /// Nobody comes in any more.
  synchronized void close() {
    closed = true;
  }

  @Override
  public void sessionCreated(Session session) {
    Optional<Session> leaves = admit(session, place(session));
    leaves.ifPresent(s -> s.close(true));
  }

  /// Who has to leave for it, if not itself.
  private synchronized Optional<Session> admit(Session session, List<Byte> place) {
    if (closed) {
      return Optional.of(session);
    }
    Optional<Session> leaves = Optional.empty();
    if (waiting.values().stream().filter(place::equals).count() >= MOST_OF_A_PLACE) {
      leaves = oldestOf(place);
    } else if (waiting.size() >= MOST) {
      leaves = oldestOf(fullest());
    }
    leaves.ifPresent(waiting::remove);
    waiting.put(session, place);
    return leaves;
  }

  private Optional<Session> oldestOf(List<Byte> place) {
    return waiting.entrySet().stream()
        .filter(e -> e.getValue().equals(place))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Of places with as many the one where somebody has waited longest.
  private List<Byte> fullest() {
    Map<List<Byte>, Long> counts =
        waiting.values().stream()
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    long most = counts.values().stream().max(Comparator.naturalOrder()).orElse(0L);
    return counts.entrySet().stream()
        .filter(e -> e.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(List.of());
  }

  private static List<Byte> place(Session session) {
    return session.getIoSession().getRemoteAddress() instanceof InetSocketAddress far
        ? place(far.getAddress())
        : List.of();
  }

  static List<Byte> place(InetAddress address) {
    byte[] all = address.getAddress();
    List<Byte> place = new ArrayList<>();
    for (byte b : all.length > NETWORK_BYTES ? Arrays.copyOf(all, NETWORK_BYTES) : all) {
      place.add(b);
    }
    return List.copyOf(place);
  }

  private synchronized boolean leaves(Session session) {
    return waiting.remove(session) != null;
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      leaves(session);
      Login login = KeyGate.login(session);
      journal.tell(
          login.operator()
              + " logged in from "
              + login.peer()
              + " as "
              + OperatorFolder.word(login.role())
              + " with "
              + login.credential());
    }
  }

  @Override
  public void sessionClosed(Session session) {
    if (leaves(session)) {
      journal.refused("nobody logged in on a connection from " + session.getRemoteAddress());
    }
  }
}
