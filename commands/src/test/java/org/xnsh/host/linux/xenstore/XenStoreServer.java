package org.xnsh.host.linux.xenstore;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers READ and DIRECTORY as xenstored does, from what `xenstore-ls -f` printed on a real dom0:
/// xenstored itself does not start without a hypervisor.
final class XenStoreServer implements AutoCloseable {

  private static final Pattern LINE = Pattern.compile("(/\\S*) = \"(.*?)\".*");

  private final SortedMap<String, String> values = new TreeMap<>();
  private final ServerSocketChannel server;

  XenStoreServer(Path socket, String listing) throws IOException {
    for (String line : listing.lines().toList()) {
      Matcher m = LINE.matcher(line);
      if (m.matches()) {
        values.put(m.group(1), m.group(2));
      }
    }
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Files.deleteIfExists(socket);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().name("xenstore").start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofPlatform().daemon().name("xenstore client").start(() -> answer(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void answer(SocketChannel client) {
    try (client) {
      while (true) {
        ByteBuffer header = read(client, 16);
        int type = header.getInt();
        int request = header.getInt();
        int transaction = header.getInt();
        byte[] path = new byte[header.getInt()];
        read(client, path.length).get(path);
        String at = new String(path, 0, path.length - 1, StandardCharsets.UTF_8);
        String found = type == 1 ? below(at) : values.get(at);
        byte[] body = (found == null ? "ENOENT\0" : found).getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(16 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(found == null ? 16 : type).putInt(request).putInt(transaction);
        out.putInt(body.length).put(body).flip();
        while (out.hasRemaining()) {
          client.write(out);
        }
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private String below(String path) {
    TreeSet<String> names = new TreeSet<>();
    values
        .tailMap(path + "/")
        .headMap(path + "0")
        .keySet()
        .forEach(k -> names.add(k.substring(path.length() + 1).split("/", 2)[0]));
    StringBuilder text = new StringBuilder();
    names.forEach(n -> text.append(n).append('\0'));
    return text.toString();
  }

  private static ByteBuffer read(SocketChannel client, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (client.read(buffer) < 0) {
        throw new IOException("end");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
