package org.xnsh.ssh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/// How often a client may ask for new keys. An exchange costs this side more than the client, who
/// need not look at what it gets; a client that asks for one after the other has a core of this
/// machine to itself. Before it has logged in one is enough.
final class Renewals implements SessionListener {

  static final int MOST = 40;
  static final long WITHIN_NANOS = 60_000_000_000L;

  /// When keys were made, of each session, the oldest first.
  private final Map<Session, Deque<Long>> made = new ConcurrentHashMap<>();

  private final Journal journal;

  Renewals(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void sessionCreated(Session session) {
    made.put(session, new ArrayDeque<>());
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.KeyEstablished) {
      Deque<Long> times = made.get(session);
      if (times != null && tooMany(times, System.nanoTime(), session.isAuthenticated())) {
        journal.refused(session.getRemoteAddress() + " asks for new keys too often");
        session.close(true);
      }
    }
  }

  /// Events of one session come one after the other.
  static boolean tooMany(Deque<Long> times, long now, boolean known) {
    times.add(now);
    while (now - times.getFirst() > WITHIN_NANOS) {
      times.removeFirst();
    }
    return times.size() > (known ? MOST : 1);
  }

  @Override
  public void sessionClosed(Session session) {
    made.remove(session);
  }
}
