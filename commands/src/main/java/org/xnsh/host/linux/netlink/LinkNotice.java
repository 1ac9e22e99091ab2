package org.xnsh.host.linux.netlink;

import java.util.Optional;

/// What an event about a link says in its fixed part (struct ifinfomsg), for those who need no
/// more.
///
/// @param isOfBridge whether a bridge says it of its port (AF_BRIDGE)
/// @param isUp IFF_UP
/// @param isLowerUp IFF_LOWER_UP: up, and with carrier
public record LinkNotice(
    boolean isDeletion, boolean isOfBridge, int link, boolean isUp, boolean isLowerUp) {

  private static final int IFF_UP = 1;
  private static final int IFF_LOWER_UP = 0x10000;

  /// Nothing where the message is about something else.
  public static Optional<LinkNotice> of(Message message) throws MalformedMessage {
    if (message.type() != Rtm.NEWLINK && message.type() != Rtm.DELLINK) {
      return Optional.empty();
    }
    message.require(LinkDecoder.FIXED);
    int flags = message.s32(8);
    return Optional.of(
        new LinkNotice(
            message.type() == Rtm.DELLINK,
            message.u8(0) == Rtm.AF_BRIDGE,
            message.s32(4),
            (flags & IFF_UP) != 0,
            (flags & IFF_LOWER_UP) != 0));
  }
}
