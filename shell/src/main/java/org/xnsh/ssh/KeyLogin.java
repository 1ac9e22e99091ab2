package org.xnsh.ssh;

import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/// The library's exchange of a key and a signature, with one thing taken out: it refuses every
/// forced command, because it cannot know of one. [UserCertificate] honours those options or
/// refuses them.
final class KeyLogin extends UserAuthPublicKey {

  static final UserAuthPublicKeyFactory FACTORY =
      new UserAuthPublicKeyFactory() {
        @Override
        public UserAuthPublicKey createUserAuth(ServerSession session) {
          return new KeyLogin();
        }
      };

  @Override
  protected void verifyCriticalOptions(ServerSession session, OpenSshCertificate certificate) {}
}
