package org.xnsh.shell;

import java.util.OptionalInt;
import org.xnsh.command.Escapes;
import org.xnsh.host.HostDescription;
import org.xnsh.network.Network;
import org.xnsh.network.NetworkMode;

/// `host(mode)#` for who may change things, `host(mode)$` for who may only look; with `[2 staged]`
/// before the sign while a transaction is begun.
final class PromptText {

  private Network seen = Network.EMPTY;
  private NetworkMode mode = NetworkMode.NONE;

  /// The mode is worked out once a picture.
  ///
  /// @param staged how many edits wait for a commit, where a transaction is begun
  String of(HostDescription host, Network picture, OptionalInt staged) {
    if (picture != seen) {
      mode = NetworkMode.of(picture);
      seen = picture;
    }
    String draft = staged.isPresent() ? "[" + staged.getAsInt() + " staged]" : "";
    String sign = host.canEdit() ? "# " : "$ ";
    return Escapes.shown(host.name()) + "(" + mode.word() + ")" + draft + sign;
  }

  /// The reader takes `%` in a prompt for the beginning of a pattern.
  static String literal(String prompt) {
    return prompt.replace("%", "%%");
  }
}
