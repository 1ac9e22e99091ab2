package org.xnsh.shell;

import org.xnsh.command.Escapes;
import org.xnsh.host.HostDescription;
import org.xnsh.network.Network;
import org.xnsh.network.NetworkMode;

/// `host(mode)#` for who may change things, `host(mode)$` for who may only look.
final class PromptText {

  private Network seen = Network.EMPTY;
  private NetworkMode mode = NetworkMode.NONE;

  /// The mode is worked out once a picture.
  String of(HostDescription host, Network picture) {
    if (picture != seen) {
      mode = NetworkMode.of(picture);
      seen = picture;
    }
    return Escapes.shown(host.name()) + "(" + mode.word() + ")" + (host.canEdit() ? "# " : "$ ");
  }

  /// The reader takes `%` in a prompt for the beginning of a pattern.
  static String literal(String prompt) {
    return prompt.replace("%", "%%");
  }
}
