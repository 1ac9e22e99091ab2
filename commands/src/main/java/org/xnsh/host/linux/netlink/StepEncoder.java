package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Settle;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// Steps as requests. Nearly every step is one request; a changed list of alternative names and a
/// changed rule are two, to be sent in order until one is refused. No request at all: settling, and
/// the bridge or port side of a link, which come and go with the link and its master.
///
/// @param picture how things are now: setting one attribute of an address or a route sends the rest
///   with it
/// @param bootClock hundredths of a second since boot
/// @param actual the ifindex that the kernel gave for a placeholder, or the same number
public record StepEncoder(Network picture, long bootClock, IntUnaryOperator actual) {

  /// The requests of a step.
  ///
  /// @throws IllegalArgumentException for a step that is no netlink request: one about a sysctl or
  ///   a vif, or one that the kernel has no request for (another kind of link)
  public List<ByteBuffer> encode(Step step) {
    return switch (step) {
      case Create s -> create(s);
      case Delete s -> delete(s);
      case Step.Set s -> set(s.key(), s.attribute(), s.value());
      case Settle _ -> List.of();
    };
  }

  private List<ByteBuffer> create(Create step) {
    throw new UnsupportedOperationException(step.toString());
  }

  private List<ByteBuffer> delete(Delete step) {
    throw new UnsupportedOperationException(step.toString());
  }

  private List<ByteBuffer> set(ObjectKey key, Attribute<?> attribute, Optional<?> value) {
    Attributes now = picture.get(key).withAny(attribute, value);
    throw new UnsupportedOperationException(now.toString());
  }
}
