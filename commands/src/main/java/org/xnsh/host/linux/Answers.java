package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllLinks;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.AllRules;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Decoder;
import org.xnsh.host.linux.netlink.Dumps;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.PortVlanKey;

/// What the kernel answers during one look. A look that is known whole is asked for in few
/// exchanges: small requests together, and of what the kernel walks through all it has to find (the
/// FDB, neighbours, addresses of many links) once for all links.
final class Answers {

  /// From here on one dump of everything costs less than one for each link.
  private static final int MANY = 16;

  /// Answers wait in the socket's queue until they are read, a dump's in 32 KiB at least; the
  /// kernel grants an ordinary user little more than 400 KiB (net.core.rmem_max, doubled).
  private static final int ROOM = 64;

  private static final int ROOM_OF_A_DUMP = 8;

  private final NetlinkSocket socket;
  private final Decoder decoder;
  private final Map<ByteBuffer, List<Entry>> known = new HashMap<>();
  private final Map<ByteBuffer, Map<Integer, List<Entry>>> ofAll = new HashMap<>();
  private int addresses;
  private int neighbours;
  private int forwarding;

  Answers(NetlinkSocket socket, long bootClock) {
    this.socket = socket;
    this.decoder = new Decoder(bootClock);
  }

  /// Asks for what the reading of these areas will want.
  void prepare(Collection<Area> areas) throws IOException {
    for (Area area : areas) {
      addresses += area instanceof AddressesOf ? 1 : 0;
      neighbours += area instanceof NeighboursOf ? 1 : 0;
      forwarding += area instanceof FdbOf ? 1 : 0;
    }
    List<ByteBuffer> together = new ArrayList<>();
    int room = ROOM;
    for (Area area : areas) {
      for (ByteBuffer request : small(area)) {
        int needs = area instanceof OneLink ? 1 : ROOM_OF_A_DUMP;
        if (needs > room) {
          known.putAll(decoder.readAhead(socket, together));
          together.clear();
          room = ROOM;
        }
        together.add(request);
        room -= needs;
      }
    }
    if (together.size() > 1) {
      known.putAll(decoder.readAhead(socket, together));
    }
  }

  /// What an area is asked for, where the answers are few and fit into one datagram: a dump that
  /// does not would bar those behind it.
  private List<ByteBuffer> small(Area area) {
    return switch (area) {
      case OneLink a -> List.of(Dumps.link(a.index()));
      case AddressesOf a when addresses < MANY ->
          List.of(
              Dumps.addressesOf(a.link(), IpFamily.IPV4),
              Dumps.addressesOf(a.link(), IpFamily.IPV6));
      case NeighboursOf a when neighbours < MANY ->
          List.of(Dumps.neighboursOf(a.link(), false), Dumps.neighboursOf(a.link(), true));
      case AddressesOf _, NeighboursOf _ -> List.of();
      case RoutesOf _, AllRoutes _, AllNexthops _, AllRules _, AllLinks _, PortsOf _ -> List.of();
      case FdbOf _, MdbOf _, VlansOf _, OneSysctl _, SysctlsOf _ -> List.of();
    };
  }

  List<Entry> to(ByteBuffer request) throws IOException {
    List<Entry> before = known.remove(request);
    if (before != null) {
      return before;
    }
    try {
      return decoder.read(socket, request);
    } catch (Refusal e) {
      return switch (e.errno()) {
        // ENOENT, ENODEV: what is asked for is not there; EOPNOTSUPP: this kernel has no such thing
        case 2, 19, 95 -> List.of();
        default -> throw new IOException("the kernel does not answer: " + e.getMessage(), e);
      };
    }
  }

  /// In the kernel's order.
  List<Entry> addresses(int link, IpFamily family) throws IOException {
    return addresses < MANY
        ? to(Dumps.addressesOf(link, family))
        : among(link, Dumps.addresses(family), e -> e.key() instanceof AddressKey k ? k.link() : 0);
  }

  List<Entry> neighbours(int link, boolean proxy) throws IOException {
    return neighbours < MANY
        ? to(Dumps.neighboursOf(link, proxy))
        : among(
            link, Dumps.neighbours(proxy), e -> e.key() instanceof NeighbourKey k ? k.link() : 0);
  }

  List<Entry> forwarding(int link) throws IOException {
    return forwarding < MANY
        ? to(Dumps.fdbOf(link)).stream()
            .filter(e -> e.key() instanceof FdbKey k && k.link() == link)
            .toList()
        : among(link, Dumps.fdbOfAll(), e -> e.key() instanceof FdbKey k ? k.link() : 0);
  }

  boolean areForwardingOfAllAsked() {
    return forwarding >= MANY;
  }

  List<Entry> forwardingOfAll() throws IOException {
    forwarding = MANY;
    return ofAll(Dumps.fdbOfAll(), e -> e.key() instanceof FdbKey k ? k.link() : 0)
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /// The kernel tells of the groups of all bridges or of none.
  List<Entry> multicastOfAll() throws IOException {
    return ofAll(Dumps.mdb(), e -> e.key() instanceof MdbKey k ? k.bridge() : 0).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  /// The kernel tells of the VLANs of all links or of none.
  List<Entry> vlans(int link) throws IOException {
    return among(link, Dumps.vlans(), e -> e.key() instanceof PortVlanKey k ? k.index() : 0);
  }

  /// Those of one link among those of all.
  private List<Entry> among(int link, ByteBuffer request, ToIntFunction<Entry> of)
      throws IOException {
    return ofAll(request, of).getOrDefault(link, List.of());
  }

  /// By link; asked for once.
  private Map<Integer, List<Entry>> ofAll(ByteBuffer request, ToIntFunction<Entry> of)
      throws IOException {
    @Nullable Map<Integer, List<Entry>> all = ofAll.get(request);
    if (all == null) {
      all = new HashMap<>();
      for (Entry entry : to(request)) {
        all.computeIfAbsent(of.applyAsInt(entry), _ -> new ArrayList<>()).add(entry);
      }
      ofAll.put(request, all);
    }
    return all;
  }
}
