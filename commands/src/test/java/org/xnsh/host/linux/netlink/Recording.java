package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.xnsh.network.IpFamily;

/// Writes the recorded messages anew: its arguments are a namespace's file and the file to write.
final class Recording {

  private Recording() {}

  public static void main(String[] arguments) throws Exception {
    StringBuilder text = new StringBuilder();
    KernelSession.in(
        Path.of(arguments[0]),
        s -> {
          for (ByteBuffer request :
              List.of(
                  Dumps.links(),
                  Dumps.addresses(IpFamily.IPV4),
                  Dumps.addresses(IpFamily.IPV6),
                  Dumps.routes(IpFamily.IPV4),
                  Dumps.routes(IpFamily.IPV6),
                  Dumps.nexthops(),
                  Dumps.rules(IpFamily.IPV4),
                  Dumps.neighbours(false),
                  Dumps.neighbours(true),
                  Dumps.fdbOfBridge(s.index("br0")),
                  Dumps.mdb())) {
            s.socket.ask(request, m -> write(m, text));
          }
        });
    Files.writeString(Path.of(arguments[1]), text);
  }

  private static void write(Message message, StringBuilder to) throws IOException {
    byte[] bytes = new byte[message.to() - message.from() + Message.HEADER];
    message.buffer().get(message.from() - Message.HEADER, bytes);
    to.append("> ").append(HexFormat.of().formatHex(bytes)).append('\n');
    Message copy = Message.next(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
    for (Entry entry : new Decoder(1_000_000).decode(copy).present()) {
      to.append(entry.key().text()).append(": ").append(entry.attributes()).append('\n');
    }
  }
}
