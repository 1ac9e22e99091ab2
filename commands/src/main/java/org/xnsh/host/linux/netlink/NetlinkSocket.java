package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A socket for requests: each is answered before the next is made. It stays in the namespace of
/// the thread that opened it; one thread at a time may use it.
public final class NetlinkSocket implements AutoCloseable {

  private static final int NLMSG_NOOP = 1;
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final int NLM_F_DUMP_INTR = 0x10;
  private static final int FLAGS_AT = 6;
  private static final int SEQUENCE_AT = 8;

  /// What the kernel fills at most for one datagram of a dump is 32 KiB (netlink_dump); it takes
  /// the size of the largest buffer that it has seen so far.
  private static final int BUFFER = 1 << 17;

  private final NetlinkDescriptor descriptor;
  private int sequence;

  private NetlinkSocket(NetlinkDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  /// Opens one in the calling thread's namespace.
  public static NetlinkSocket open() throws IOException {
    NetlinkDescriptor descriptor = new NetlinkDescriptor(BUFFER);
    descriptor.queue(1 << 20);
    descriptor.patience(Duration.ofSeconds(10));
    return new NetlinkSocket(descriptor);
  }

  /// The port id that events of this socket's changes carry, where they carry one.
  public int port() throws IOException {
    return descriptor.port();
  }

  /// What answers a request, message by message. Each message is good until the visitor returns.
  @FunctionalInterface
  public interface Visitor {
    void visit(Message message) throws IOException;
  }

  /// Sends a request for a change and gives the kernel's answer.
  public Ack change(ByteBuffer request) throws IOException {
    return ask(request, m -> {}).ack();
  }

  /// How a request for facts ended.
  ///
  /// @param interrupted what was dumped changed meanwhile, so that the parts may not fit together
  ///   (NLM_F_DUMP_INTR): ask again
  public record Answer(Ack ack, boolean interrupted) {}

  /// Sends a request and shows its answers, be it one or a dump.
  public Answer ask(ByteBuffer request, Visitor visitor) throws IOException {
    return askAll(List.of(request), (_, message) -> visitor.visit(message)).getFirst();
  }

  /// What answers requests that were sent together.
  @FunctionalInterface
  public interface Listener {
    /// @param request its place among those that were sent
    void hear(int request, Message message) throws IOException;
  }

  /// Sends requests in one go, which the kernel works off in their order, and shows what answers
  /// them. A dump that follows one with more than a datagram of answers is refused with EBUSY: a
  /// socket has one at a time. Answers wait in the socket's queue, so there is a limit to how many
  /// may be asked for together.
  public List<Answer> askAll(List<ByteBuffer> requests, Listener listener) throws IOException {
    int first = sequence + 1;
    sequence += requests.size();
    descriptor.send(together(requests, first));
    @Nullable Answer[] answers = new @Nullable Answer[requests.size()];
    boolean[] interrupted = new boolean[requests.size()];
    for (int left = requests.size(); left > 0; ) {
      Errno.check(descriptor.receive(true), "receive the kernel's answer");
      ByteBuffer received = descriptor.received();
      while (received.hasRemaining()) {
        Message message = Message.next(received);
        int of = message.sequence() - first;
        if (of < 0 || of >= answers.length || answers[of] != null || message.type() == NLMSG_NOOP) {
          continue; // the rest of a dump that a visitor broke off
        }
        interrupted[of] |= (message.flags() & NLM_F_DUMP_INTR) != 0;
        Ack ack = ack(message);
        if (ack == null) {
          listener.hear(of, message);
          ack = isSingle(requests.get(of)) ? Ack.DONE : null;
        }
        if (ack != null) {
          answers[of] = new Answer(ack, interrupted[of]);
          left--;
        }
      }
    }
    List<Answer> all = new ArrayList<>(answers.length);
    for (Answer answer : answers) {
      all.add(Objects.requireNonNull(answer));
    }
    return all;
  }

  private static @Nullable Ack ack(Message message) throws MalformedMessage {
    return switch (message.type()) {
      case NLMSG_ERROR -> Ack.ofError(message);
      case NLMSG_DONE -> Ack.ofDone(message);
      default -> null;
    };
  }

  /// Whether one message answers it, and no ack: a request for one object.
  private static boolean isSingle(ByteBuffer request) {
    int flags =
        request.duplicate().order(ByteOrder.nativeOrder()).getShort(request.position() + FLAGS_AT);
    return (flags & (MessageWriter.NLM_F_ACK | MessageWriter.NLM_F_DUMP)) == 0;
  }

  private static ByteBuffer together(List<ByteBuffer> requests, int first) {
    int size = 0;
    for (ByteBuffer request : requests) {
      size += Message.aligned(request.remaining());
    }
    ByteBuffer all = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    int sequence = first;
    for (ByteBuffer request : requests) {
      int at = all.position();
      all.put(request.duplicate()).putInt(at + SEQUENCE_AT, sequence++);
      all.position(at + Message.aligned(request.remaining()));
    }
    return all.flip();
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
