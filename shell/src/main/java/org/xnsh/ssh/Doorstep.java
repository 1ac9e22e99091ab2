package org.xnsh.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/// Those who have connected and not logged in: not more than so many, and not all of them from one
/// address, so that a crowd from one place does not lock out the others.
final class Doorstep implements SessionListener {

  static final int MOST = 60;
  static final int MOST_OF_AN_ADDRESS = 10;

  private final Map<Session, Optional<InetAddress>> waiting = new ConcurrentHashMap<>();
  private final Journal journal;
  private volatile boolean closed;

  Doorstep(Journal journal) {
    this.journal = journal;
  }

  /// Nobody comes in any more.
  void close() {
    closed = true;
  }

  @Override
  public synchronized void sessionCreated(Session session) {
    Optional<InetAddress> address =
        session.getIoSession().getRemoteAddress() instanceof InetSocketAddress far
            ? Optional.of(far.getAddress())
            : Optional.empty();
    long same = waiting.values().stream().filter(address::equals).count();
    if (closed || waiting.size() >= MOST || same >= MOST_OF_AN_ADDRESS) {
      session.close(true);
      return;
    }
    waiting.put(session, address);
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      waiting.remove(session);
      Login login = KeyGate.login(session);
      journal.tell(
          login.operator()
              + " logged in from "
              + login.peer()
              + " as "
              + OperatorFolder.word(login.role()));
    }
  }

  @Override
  public void sessionClosed(Session session) {
    if (waiting.remove(session) != null) {
      journal.refused("nobody logged in on a connection from " + session.getRemoteAddress());
    }
  }
}
