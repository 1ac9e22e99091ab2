package org.xnsh.host.linux.netlink;

import java.util.Optional;

/// The kernel's yes or no to a request (struct nlmsgerr, and the extended ack behind it).
///
/// @param errno 0 is yes; a positive errno otherwise
/// @param text the kernel's own words, where it has some; a warning where it said yes
/// @param offset where in the request the attribute begins that it did not like; 0 is unknown
/// @param missing type of the attribute that it misses; 0 is none
public record Ack(int errno, Optional<String> text, int offset, int missing) {

  static final Ack DONE = new Ack(0, Optional.empty(), 0, 0);

  private static final int NLM_F_CAPPED = 0x100;
  private static final int NLM_F_ACK_TLVS = 0x200;
  private static final int NLMSGERR_ATTR_MSG = 1;
  private static final int NLMSGERR_ATTR_OFFS = 2;
  private static final int NLMSGERR_ATTR_MISS_TYPE = 5;

  public boolean isDone() {
    return errno == 0;
  }

  /// From NLMSG_ERROR: the error, then the request's header, then the request unless capped.
  static Ack ofError(Message message) throws MalformedMessage {
    message.require(4 + Message.HEADER);
    int errno = -message.s32(0);
    int echoed = (message.flags() & NLM_F_CAPPED) != 0 ? Message.HEADER : message.s32(4);
    if (echoed < Message.HEADER || echoed > message.to() - message.from() - 4) {
      throw new MalformedMessage("an ack that repeats " + echoed + " bytes of its request");
    }
    return of(message, errno, 4 + echoed);
  }

  /// From NLMSG_DONE, where errors of a dump arrive.
  static Ack ofDone(Message message) throws MalformedMessage {
    if (message.to() - message.from() < 4) {
      return DONE;
    }
    return of(message, -Math.min(0, message.s32(0)), 4);
  }

  private static Ack of(Message message, int errno, int fixed) throws MalformedMessage {
    Optional<String> text = Optional.empty();
    int offset = 0;
    int missing = 0;
    if ((message.flags() & NLM_F_ACK_TLVS) != 0) {
      for (AttributeCursor a = message.attributes(fixed); a.next(); ) {
        switch (a.type()) {
          case NLMSGERR_ATTR_MSG -> text = Optional.of(a.text());
          case NLMSGERR_ATTR_OFFS -> offset = a.s32();
          case NLMSGERR_ATTR_MISS_TYPE -> missing = a.s32();
          default -> {}
        }
      }
    }
    return errno == 0 && text.isEmpty() ? DONE : new Ack(errno, text, offset, missing);
  }
}
