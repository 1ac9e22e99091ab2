package org.xnsh.ssh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.OpenSshCertificate.CertificateOption;
import org.xnsh.ssh.KeyTerms.Unfit;

/// An operator's key that an authority has signed, as OpenSSH's PROTOCOL.certkeys has it. Its kind,
/// its time and the signature the library has looked at; what it permits is read here.
///
/// A critical option that is not honoured refuses the certificate, and so does a list of principals
/// that is empty: it would be good for every operator. An extension permits what would be refused
/// else, so that one which is not known here permits nothing.
record UserCertificate(OpenSshCertificate certificate) {

  private static final String TERMINAL = "permit-pty";

  /// What it permits to whom.
  KeyTerms terms(String operator) throws Unfit {
    if (certificate.getPrincipals().isEmpty()) {
      throw new Unfit("it names no principals");
    }
    if (!certificate.getPrincipals().contains(operator)) {
      throw new Unfit("it is for " + String.join(", ", certificate.getPrincipals()));
    }
    AuthorizedKey.demandStrong(certificate.getCertPubKey());
    boolean terminal =
        certificate.getExtensions().stream().anyMatch(e -> e.getName().equals(TERMINAL));
    Optional<PeerPatterns> from = Optional.empty();
    Optional<String> command = Optional.empty();
    List<String> seen = new ArrayList<>();
    for (CertificateOption option : certificate.getCriticalOptions()) {
      String name = option.getName();
      String value = option.getData() == null ? "" : option.getData();
      if (value.isEmpty() || seen.contains(name)) {
        throw new Unfit("its critical option " + name + " has no value, or two");
      }
      seen.add(name);
      switch (name) {
        case OpenSshCertificate.FORCE_COMMAND -> command = Optional.of(value);
        case OpenSshCertificate.SOURCE_ADDRESS -> from = Optional.of(PeerPatterns.prefixes(value));
        default -> throw new Unfit("its critical option " + name + " is not honoured here");
      }
    }
    return new KeyTerms(from, expires(), terminal, command);
  }

  /// Seconds without a sign; all ones is never.
  private Optional<Instant> expires() {
    long until = certificate.getValidBefore();
    return until < 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(Math.min(until, Integer.MAX_VALUE * 100L)));
  }

  String name() {
    return "certificate '"
        + certificate.getId()
        + "' serial "
        + Long.toUnsignedString(certificate.getSerial())
        + " by "
        + KeyUtils.getFingerPrint(certificate.getCaPubKey());
  }
}
