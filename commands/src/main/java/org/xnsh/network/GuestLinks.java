package org.xnsh.network;

import java.util.regex.Pattern;
import org.xnsh.network.ObjectKey.VifKey;

/// Links with a guest behind them.
public final class GuestLinks {

  /// What libxl calls the backends of guests.
  private static final Pattern BACKEND = Pattern.compile("(vif|tap)[0-9]+\\.[0-9]+(-emu)?");

  private GuestLinks() {}

  /// By what the host knows of its guests, else by the link's name.
  public static boolean isOne(Network net, int link) {
    return net.has(new VifKey(link)) || BACKEND.matcher(net.nameOf(link)).matches();
  }
}
