package org.xnsh.host.linux.xenstore;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A connection to xenstored. One thread at a time.
public final class XenStore implements AutoCloseable {

  /// XENSTORE_PAYLOAD_MAX.
  private static final int MOST = 4096;

  private static final int HEADER = 16;
  private static final int DIRECTORY = 1;
  private static final int READ = 2;
  private static final int WATCH_EVENT = 15;
  private static final int ERROR = 16;

  private final SocketChannel channel;
  private final ByteBuffer header = little(HEADER);
  private int request;

  private XenStore(SocketChannel channel) {
    this.channel = channel;
  }

  /// Where the socket is: XENSTORED_PATH, XENSTORED_RUNDIR, or the place of all distributions.
  public static Path socket() {
    String path = System.getenv("XENSTORED_PATH");
    if (path != null) {
      return Path.of(path);
    }
    String folder = System.getenv("XENSTORED_RUNDIR");
    return Path.of(folder == null ? "/run/xenstored" : folder, "socket");
  }

  /// A connection; nothing where there is no Xen or no right to ask it.
  public static Optional<XenStore> connect(Path socket) {
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return Optional.of(new XenStore(channel));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// A value; nothing where there is no such path or it may not be read.
  public Optional<String> read(String path) throws IOException {
    return ask(READ, path);
  }

  /// The names below a path; none where there is no such path.
  public List<String> list(String path) throws IOException {
    return ask(DIRECTORY, path)
        .map(names -> names.isEmpty() ? List.<String>of() : List.of(names.split("\0")))
        .orElse(List.of());
  }

  private Optional<String> ask(int type, String path) throws IOException {
    byte[] payload = (path + '\0').getBytes(StandardCharsets.UTF_8);
    if (payload.length > MOST) {
      return Optional.empty();
    }
    int asked = ++request;
    ByteBuffer message = little(HEADER + payload.length);
    message.putInt(type).putInt(asked).putInt(0).putInt(payload.length).put(payload).flip();
    while (message.hasRemaining()) {
      channel.write(message);
    }
    while (true) {
      fill(header.clear());
      header.flip();
      int answer = header.getInt();
      int to = header.getInt();
      header.getInt();
      int length = header.getInt();
      if (length < 0 || length > MOST) {
        throw new IOException("XenStore answers with a message of " + length + " bytes");
      }
      byte[] body = new byte[length];
      fill(ByteBuffer.wrap(body));
      if (answer != WATCH_EVENT && to == asked) {
        String text = new String(body, StandardCharsets.UTF_8);
        return answer == ERROR ? Optional.empty() : Optional.of(text);
      }
    }
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("XenStore has closed the connection");
      }
    }
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
