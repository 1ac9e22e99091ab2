package org.xnsh.ssh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/// How many connections an operator may have, wherever they came in: the library keeps the limit
/// and asks how many there are, but counts those to one address that is listened on.
final class Shares implements SessionListener {

  static final int MOST_OF_AN_OPERATOR = 10;

  private final Map<Session, String> connections = new ConcurrentHashMap<>();

  /// Makes sessions that count over all addresses.
  SessionFactory factory(SshServer server) {
    return new SessionFactory(server) {
      @Override
      protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
        return new ServerSessionImpl(server, io) {
          @Override
          public int getActiveSessionCountForUser(String operator) {
            return claim(this, operator);
          }
        };
      }
    };
  }

  /// Asked when somebody has proved who they are: of several at the same time each counts.
  ///
  /// @return how many others there are
  private synchronized int claim(Session session, String operator) {
    connections.put(session, operator);
    return (int)
        connections.entrySet().stream()
            .filter(e -> e.getKey() != session && e.getValue().equals(operator))
            .count();
  }

  @Override
  public synchronized void sessionClosed(Session session) {
    connections.remove(session);
  }
}
