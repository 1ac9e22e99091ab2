package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Settle;
import org.xnsh.host.linux.netlink.Ack;
import org.xnsh.host.linux.netlink.BootClock;
import org.xnsh.host.linux.netlink.Decoder;
import org.xnsh.host.linux.netlink.Dumps;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.host.linux.netlink.Refusals;
import org.xnsh.host.linux.netlink.StepEncoder;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// Does a step.
record Application(NetlinkSocket socket, Network picture) {

  private static final int EBUSY = 16;
  private static final int EOPNOTSUPP = 95;

  OptionalInt apply(Step step) throws Refusal, IOException {
    switch (step) {
      case Settle s -> new Settling(socket).await(s.key());
      case Create s when s.key() instanceof SysctlKey k ->
          Sysctls.write(k, s.attributes().text(SysctlAttributes.VALUE), picture);
      case Step.Set s when s.key() instanceof SysctlKey k ->
          Sysctls.write(k, s.value().map(Object::toString).orElse(""), picture);
      case Delete s when s.key() instanceof SysctlKey -> {} // goes with its link
      case Create s when s.key() instanceof LinkKey k -> {
        send(step);
        return OptionalInt.of(k.index() > 0 ? k.index() : indexOf(s));
      }
      case Create _, Delete _ -> send(step);
      case Step.Set s -> set(s);
    }
    return OptionalInt.empty();
  }

  private void send(Step step) throws Refusal, IOException {
    List<ByteBuffer> requests;
    try {
      requests = new StepEncoder(picture, BootClock.now(), i -> i).encode(step);
    } catch (IllegalArgumentException e) {
      throw new Refusal(EOPNOTSUPP, String.valueOf(e.getMessage()));
    }
    for (ByteBuffer request : requests) {
      Ack ack = socket.change(request);
      if (!ack.isDone()) {
        throw Refusals.of(step, ack);
      }
    }
  }

  /// Before 6.2 a link that is up cannot be renamed: it goes down for a moment.
  private void set(Step.Set step) throws Refusal, IOException {
    try {
      send(step);
    } catch (Refusal e) {
      boolean isUpRename =
          e.errno() == EBUSY
              && step.attribute().equals(LinkAttributes.NAME)
              && picture.get(step.key()).isOn(LinkAttributes.UP);
      if (!isUpRename) {
        throw e;
      }
      send(Step.Set.of(step.key(), LinkAttributes.UP, false));
      try {
        send(step);
      } finally {
        send(Step.Set.of(step.key(), LinkAttributes.UP, true));
      }
    }
  }

  private int indexOf(Create step) throws Refusal, IOException {
    String name = step.attributes().get(LinkAttributes.NAME).orElseThrow().text();
    List<Entry> found = new Decoder(0).read(socket, Dumps.link(name));
    for (Entry entry : found) {
      if (entry.key() instanceof LinkKey k) {
        return k.index();
      }
    }
    throw new IOException("the kernel made a link but does not show it: " + name);
  }

  /// The picture with what the step itself says and no side effect, enough for the next request.
  static Network trivially(Network picture, Step step, OptionalInt created) {
    return switch (step) {
      case Settle _ -> picture;
      case Create s -> {
        ObjectKey key = created.isPresent() ? new LinkKey(created.getAsInt()) : s.key();
        yield picture.with(key, s.attributes());
      }
      case Delete s ->
          s.key() instanceof LinkKey k
              ? LinkMerge.gone(picture, k.index())
              : picture.without(s.key());
      case Step.Set s ->
          picture.has(s.key())
              ? picture.with(s.key(), picture.get(s.key()).withAny(s.attribute(), s.value()))
              : picture;
    };
  }
}
