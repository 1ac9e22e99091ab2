package org.xnsh.shell;

import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.command.Escapes;
import org.xnsh.host.HostDescription;
import org.xnsh.network.Network;
import org.xnsh.network.NetworkMode;
import org.xnsh.transaction.log.ConfirmTimer;

/// `host(mode)#` for who may change things, `host(mode)$` for who may only look; with `[2 staged]`
/// before the sign while a transaction is begun, and `[safe 01:42]` while a confirm timer runs.
final class PromptText {

  private Network seen = Network.EMPTY;
  private NetworkMode mode = NetworkMode.NONE;

  /// The mode is worked out once a picture.
  ///
  /// @param staged how many edits wait for a commit, where a transaction is begun
  String of(HostDescription host, Network picture, OptionalInt staged) {
    return of(host, picture, staged, "");
  }

  /// @param timer what is to be confirmed, or empty
  String of(HostDescription host, Network picture, OptionalInt staged, String timer) {
    return around(host, picture, staged).with(timer);
  }

  /// All of a prompt but what of it counts down.
  record Around(String before, String after) {
    String with(String timer) {
      return before + (timer.isEmpty() ? "" : "[" + timer + "]") + after;
    }
  }

  Around around(HostDescription host, Network picture, OptionalInt staged) {
    if (picture != seen) {
      mode = NetworkMode.of(picture);
      seen = picture;
    }
    String draft = staged.isPresent() ? "[" + staged.getAsInt() + " staged]" : "";
    String sign = host.canEdit() ? "# " : "$ ";
    return new Around(Escapes.shown(host.name()) + "(" + mode.word() + ")", draft + sign);
  }

  /// What of confirm timers belongs into a prompt: `safe` in safe mode, `safe 01:42` or, without
  /// that mode, `confirm 01:42` while one runs.
  ///
  /// @param now the host's time since boot, in hundredths of a second
  static String timer(Optional<ConfirmTimer> running, boolean safe, long now) {
    String left = running.map(t -> " " + t.countdown(now)).orElse("");
    return safe ? "safe" + left : running.isPresent() ? "confirm" + left : "";
  }

  /// The reader takes `%` in a prompt for the beginning of a pattern.
  static String literal(String prompt) {
    return prompt.replace("%", "%%");
  }
}
