package org.xnsh.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.xnsh.command.Command.Role;
import org.xnsh.network.IpAddress;
import org.xnsh.path.Connection;

/// Lets in who has a key of the operator that they say they are. It is asked twice for a login,
/// first whether the key would do, then with a signature; what it found at last stands when the
/// login succeeds.
final class KeyGate implements PublickeyAuthenticator {

  private static final AttributeKey<Login> LOGIN = new AttributeKey<>();
  private static final AttributeKey<PublicKey> KEY = new AttributeKey<>();

  private final OperatorFolder operators;
  private final Journal journal;

  KeyGate(OperatorFolder operators, Journal journal) {
    this.operators = operators;
    this.journal = journal;
  }

  /// Who a session belongs to that was let in.
  static Login login(org.apache.sshd.common.session.Session session) {
    Login login = session.getAttribute(LOGIN);
    if (login == null) {
      throw new IllegalStateException("a session without a login");
    }
    return login;
  }

  @Override
  public boolean authenticate(String name, PublicKey key, ServerSession session) {
    session.removeAttribute(LOGIN);
    Optional<Login> login = login(name, key, session);
    login.ifPresent(l -> {
      session.setAttribute(LOGIN, l);
      session.setAttribute(KEY, key);
    });
    return login.isPresent();
  }

  /// Asks again about who was let in: why they would not be let in as they were; nothing where they
  /// would.
  Optional<String> objection(ServerSession session) {
    Login login = session.getAttribute(LOGIN);
    PublicKey key = session.getAttribute(KEY);
    if (login == null || key == null || !session.isAuthenticated()) {
      return Optional.empty();
    }
    Optional<Login> now = login(login.operator(), key, session);
    if (now.isEmpty()) {
      return Optional.of("you may no longer log in with this key");
    }
    if (now.get().role() != login.role()) {
      return Optional.of("your role is now " + OperatorFolder.word(now.get().role()));
    }
    return now.get().equals(login)
        ? Optional.empty()
        : Optional.of("what your key permits has changed");
  }

  private Optional<Login> login(String name, PublicKey key, ServerSession session) {
    if (!operators.has(name) || key instanceof OpenSshCertificate) {
      return Optional.empty();
    }
    Optional<Connection> connection =
        connection(
            session.getIoSession().getRemoteAddress(), session.getIoSession().getLocalAddress());
    try {
      AuthorizedKey.Read read = operators.keys(name);
      read.faults()
          .forEach(fault -> journal.refused("a key of " + name + " is not taken: " + fault));
      Optional<AuthorizedKey> found =
          read.keys().stream().filter(k -> KeyUtils.compareKeys(k.key(), key)).findFirst();
      if (found.isEmpty() || connection.isEmpty()) {
        return Optional.empty();
      }
      IpAddress peer = connection.get().peer();
      Optional<String> no = found.get().terms().hindrance(peer, Instant.now());
      if (no.isPresent()) {
        journal.refused(name + " from " + peer + ": " + no.get());
        return Optional.empty();
      }
      Role role = operators.role(name);
      return Optional.of(
          new Login(
              name,
              role,
              peer,
              connection.get().local(),
              connection.get().link(),
              found.get().terms()));
    } catch (IOException e) {
      journal.refused(name + " cannot log in: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Connection> connection(SocketAddress peer, SocketAddress local) {
    return peer instanceof InetSocketAddress far && local instanceof InetSocketAddress near
        ? Connection.of(text(far.getAddress()), text(near.getAddress()))
        : Optional.empty();
  }

  private static String text(InetAddress address) {
    return address.getHostAddress();
  }
}
