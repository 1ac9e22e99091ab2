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
import org.xnsh.ssh.KeyTerms.Unfit;

/// Lets in who has a key of the operator that they say they are, or a certificate for them. It is
/// asked twice for a login, first whether the key would do, then with a signature; what it found at
/// last stands when the login succeeds.
final class KeyGate implements PublickeyAuthenticator {

  private static final AttributeKey<Login> LOGIN = new AttributeKey<>();
  private static final AttributeKey<PublicKey> KEY = new AttributeKey<>();

  private final OperatorFolder operators;
  private final UserAuthorities authorities;
  private final Journal journal;

  KeyGate(OperatorFolder operators, UserAuthorities authorities, Journal journal) {
    this.operators = operators;
    this.authorities = authorities;
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
    Optional<Connection> connection =
        connection(
            session.getIoSession().getRemoteAddress(), session.getIoSession().getLocalAddress());
    if (!operators.has(name) || connection.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<KeyTerms> found =
          key instanceof OpenSshCertificate signed ? certified(name, signed) : listed(name, key);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      KeyTerms terms = found.get();
      IpAddress peer = connection.get().peer();
      Optional<String> no = terms.hindrance(peer, Instant.now());
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
              terms,
              credential(key)));
    } catch (IOException e) {
      journal.refused(name + " cannot log in: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<KeyTerms> listed(String name, PublicKey key) throws IOException {
    AuthorizedKey.Read read = operators.keys(name);
    read.faults().forEach(fault -> journal.refused("a key of " + name + " is not taken: " + fault));
    return read.keys().stream()
        .filter(k -> KeyUtils.compareKeys(k.key(), key))
        .findFirst()
        .map(AuthorizedKey::terms);
  }

  /// Nothing is told of those that strangers sign: anybody can send as many as they like.
  private Optional<KeyTerms> certified(String name, OpenSshCertificate signed) throws IOException {
    AuthorizedKey.Read read = authorities.keys();
    read.faults().forEach(fault -> journal.refused("an authority is not taken: " + fault));
    if (read.keys().stream().noneMatch(k -> KeyUtils.compareKeys(k.key(), signed.getCaPubKey()))) {
      return Optional.empty();
    }
    UserCertificate certificate = new UserCertificate(signed);
    try {
      return Optional.of(certificate.terms(name));
    } catch (Unfit e) {
      journal.refused(name + " comes with " + certificate.name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /// By which a log tells who it was, when an operator has more than one.
  private static String credential(PublicKey key) {
    return key instanceof OpenSshCertificate signed
        ? new UserCertificate(signed).name()
        : "key " + KeyUtils.getFingerPrint(key);
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
