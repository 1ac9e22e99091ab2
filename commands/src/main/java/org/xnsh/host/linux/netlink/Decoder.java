package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xnsh.change.Refusal;

/// What the kernel says, in the words of a picture. Twins (rules of one priority, routes alike in
/// all that a key holds) come numbered 0: [Twins] numbers those of a whole dump.
///
/// What rtnetlink does not tell is absent: whether a MAC or an MTU is pinned. Of a bridge under a
/// foreign STP root the configured timers are hidden; where [BridgeIoctl] is not asked too, the
/// attributes for the configured ones hold those in force.
public final class Decoder {

  private static final int ATTEMPTS = 8;

  private final long bootClock;

  /// @param bootClock hundredths of a second since boot, which lifetimes are reckoned from
  public Decoder(long bootClock) {
    this.bootClock = bootClock;
  }

  /// What a message says; [Report#NOTHING] where it is of no concern to a picture.
  public Report decode(Message message) throws MalformedMessage {
    return switch (message.type()) {
      case Rtm.NEWLINK, Rtm.DELLINK -> LinkDecoder.decode(message);
      case Rtm.NEWADDR, Rtm.DELADDR -> AddressCodec.decode(message, bootClock);
      case Rtm.NEWROUTE, Rtm.DELROUTE -> RouteDecoder.decode(message);
      case Rtm.NEWNEXTHOP, Rtm.DELNEXTHOP -> NexthopCodec.decode(message);
      case Rtm.NEWRULE, Rtm.DELRULE -> RuleCodec.decode(message);
      case Rtm.NEWNEIGH, Rtm.DELNEIGH -> NeighbourCodec.decode(message);
      // a dump of MDB entries is answered under the type of the question (br_mdb_dump)
      case Rtm.NEWMDB, Rtm.DELMDB, Rtm.GETMDB -> MdbCodec.decode(message);
      default -> Report.NOTHING;
    };
  }

  /// Asks and decodes; again where the dump was disturbed. Twins are numbered.
  ///
  /// @throws Refusal where the kernel says no: ENODEV for a link that is not there
  public List<Entry> read(NetlinkSocket socket, ByteBuffer request) throws Refusal, IOException {
    for (int attempt = 1; ; attempt++) {
      List<Entry> entries = new ArrayList<>();
      Twins twins = new Twins();
      NetlinkSocket.Answer answer =
          socket.ask(
              request,
              message -> decode(message).present().forEach(e -> entries.add(twins.numbered(e))));
      if (!answer.ack().isDone()) {
        throw Refusals.of(answer.ack());
      }
      if (!answer.interrupted() || attempt == ATTEMPTS) {
        return entries;
      }
    }
  }

  /// Asks all together and decodes. Requests that the kernel refused, or whose dump was disturbed,
  /// are not among the answers: [#read] asks them again.
  public Map<ByteBuffer, List<Entry>> readAhead(NetlinkSocket socket, List<ByteBuffer> requests)
      throws IOException {
    List<List<Entry>> entries = new ArrayList<>();
    List<Twins> twins = new ArrayList<>();
    for (ByteBuffer _ : requests) {
      entries.add(new ArrayList<>());
      twins.add(new Twins());
    }
    List<NetlinkSocket.Answer> answers =
        socket.askAll(
            requests,
            (of, message) ->
                decode(message)
                    .present()
                    .forEach(e -> entries.get(of).add(twins.get(of).numbered(e))));
    Map<ByteBuffer, List<Entry>> read = new HashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).ack().isDone() && !answers.get(i).interrupted()) {
        read.put(requests.get(i), entries.get(i));
      }
    }
    return read;
  }
}
