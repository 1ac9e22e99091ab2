package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/// A socket for requests: each is answered before the next is made. It stays in the namespace of
/// the thread that opened it; one thread at a time may use it.
public final class NetlinkSocket implements AutoCloseable {

  private static final int NLMSG_NOOP = 1;
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final int NLM_F_DUMP_INTR = 0x10;
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
    int asked = ++sequence;
    request.order(ByteOrder.nativeOrder()).putInt(request.position() + SEQUENCE_AT, asked);
    descriptor.send(request);
    boolean interrupted = false;
    while (true) {
      Errno.check(descriptor.receive(true), "receive the kernel's answer");
      ByteBuffer received = descriptor.received();
      while (received.hasRemaining()) {
        Message message = Message.next(received);
        if (message.sequence() != asked || message.type() == NLMSG_NOOP) {
          continue; // the rest of a dump that a visitor broke off
        }
        interrupted |= (message.flags() & NLM_F_DUMP_INTR) != 0;
        switch (message.type()) {
          case NLMSG_ERROR -> {
            return new Answer(Ack.ofError(message), interrupted);
          }
          case NLMSG_DONE -> {
            return new Answer(Ack.ofDone(message), interrupted);
          }
          default -> visitor.visit(message);
        }
      }
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
