package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Announcement;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.host.linux.netlink.Ack;
import org.xnsh.host.linux.netlink.BootClock;
import org.xnsh.host.linux.netlink.Decoder;
import org.xnsh.host.linux.netlink.Dumps;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.EventSocket;
import org.xnsh.host.linux.netlink.Namespace;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.host.linux.netlink.StepEncoder;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

/// The kernel's side of a host: sockets and the kept picture. For the namespace thread alone, but
/// for what is marked.
final class Kernel implements AutoCloseable {

  /// Room for the events of some thousand changes; the kernel grants what it may.
  static final int EVENT_QUEUE = 32 << 20;

  private static final EnumSet<EventSocket.Group> EVENTS =
      EnumSet.of(
          EventSocket.Group.LINK,
          EventSocket.Group.IPV4_ADDRESS,
          EventSocket.Group.IPV4_ROUTE,
          EventSocket.Group.IPV4_RULE,
          EventSocket.Group.IPV6_ADDRESS,
          EventSocket.Group.IPV6_ROUTE,
          EventSocket.Group.IPV6_RULE,
          EventSocket.Group.NEXTHOP);

  private static final int EPERM = 1;
  private static final int NOBODYS_INDEX = Integer.MAX_VALUE;

  private final NetlinkSocket socket;
  private final EventSocket events;
  private final FixedEntries entries;
  private final LinkFacts facts;
  private final LinkMerge links;
  private volatile Network kept = Network.EMPTY;
  private final AtomicLong resyncs = new AtomicLong();

  /// The kept picture with the steps since then, as requests need it that repeat what stays.
  private Network working = Network.EMPTY;

  private Kernel(
      NetlinkSocket socket,
      EventSocket events,
      FixedEntries entries,
      LinkFacts facts,
      LinkMerge links) {
    this.socket = socket;
    this.events = events;
    this.entries = entries;
    this.facts = facts;
    this.links = links;
  }

  /// @param eventQueue bytes of events that nobody has read yet
  static Kernel open(DomainSource domains, int eventQueue) throws IOException {
    LinkFacts facts = LinkFacts.open();
    Kernel kernel =
        new Kernel(
            NetlinkSocket.open(),
            EventSocket.open(EVENTS, eventQueue),
            FixedEntries.open(eventQueue),
            facts,
            new LinkMerge(facts, domains));
    kernel.reread(List.of());
    return kernel;
  }

  /// Any thread.
  Network picture() {
    return kept;
  }

  /// Any thread.
  long resyncs() {
    return resyncs.get();
  }

  /// Any thread.
  boolean knowsPinning() {
    return facts.knowsPinning();
  }

  Scope scope() throws IOException {
    return new Scope(
        Namespace.cookie(), Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
  }

  /// The kernel asks for the right before it looks for the object.
  Optional<String> hindrance() throws IOException {
    Step delete = new Step.Delete(new LinkKey(NOBODYS_INDEX), Attributes.none(ObjectKind.LINK));
    Ack ack = socket.change(new StepEncoder(kept, 0, i -> i).encode(delete).getFirst());
    return ack.errno() == EPERM
        ? Optional.of(
            "changing this network needs the capability CAP_NET_ADMIN; run xnsh as root (sudo), or"
                + " try things in a lab of your own: xnsh --lab")
        : Optional.empty();
  }

  private AreaReader reader(Answers answers) {
    return new AreaReader(answers, links, new EntryReader(answers, Optional.of(entries)));
  }

  /// Asks for everything, whatever is remembered.
  private AreaReader readerOfAll() {
    Answers answers = answers();
    return new AreaReader(answers, links, new EntryReader(answers, Optional.empty()));
  }

  private Answers answers() {
    return new Answers(socket, BootClock.now());
  }

  private Network keep(Network picture) {
    kept = picture;
    working = picture;
    return picture;
  }

  Network reread(Collection<Area> further) throws IOException {
    // What events said until now is part of the dump.
    events.drain(_ -> {});
    AreaReader reader = readerOfAll();
    Network picture = reader.whole(kept);
    for (Area area : further) {
      picture = reader.read(picture, area);
    }
    return keep(picture);
  }

  Network drained() throws IOException {
    return refresh(List.of());
  }

  /// Reads these areas, and those that events say are no longer true. Events first: what they said
  /// until now of what is read now is part of it.
  Network refresh(Collection<Area> areas) throws IOException {
    Set<Area> all = new LinkedHashSet<>(areas);
    Stale stale = new Stale();
    Decoder decoder = new Decoder(BootClock.now());
    Network before = kept;
    EventSocket.Drained drained =
        events.drain(event -> {
          if (!Stale.isCovered(event, all, before)) {
            stale.hear(decoder.decode(event), before);
          }
        });
    all.addAll(stale.areas());
    return switch (drained) {
      case OVERRUN -> {
        resyncs.incrementAndGet();
        yield reread(areas);
      }
      case ALL -> all.isEmpty() ? before : keep(read(all));
    };
  }

  private Network read(Set<Area> areas) throws IOException {
    entries.hear(kept);
    Answers answers = answers();
    answers.prepare(areas);
    return new Rereading(reader(answers)).read(kept, areas);
  }

  OptionalInt apply(Step step) throws Refusal, IOException {
    OptionalInt created = new Application(socket, working).apply(step);
    pinned(step);
    working = Application.trivially(working, step, created);
    if (created.isPresent()) {
      working = withCreated(working, created.getAsInt());
    }
    return created;
  }

  void announce(Announcement what) throws IOException {
    Announcing.announce(what, new Application(socket, working));
  }

  /// A new veth has a far end, which is new too.
  private Network withCreated(Network picture, int index) throws IOException {
    AreaReader reader = reader(answers());
    Network read = reader.read(picture, new OneLink(index));
    long far = read.get(new LinkKey(index)).number(LinkAttributes.LOWER);
    return far > 0 ? reader.read(read, new OneLink((int) far)) : read;
  }

  /// A bridge whose MTU is set to another follows its ports no longer, and nothing but our memory
  /// shows it.
  private void pinned(Step step) {
    if (step instanceof Step.Set s
        && s.key() instanceof LinkKey k
        && s.attribute().equals(LinkAttributes.MTU)
        && kept.has(new BridgeKey(k.index()))
        && !kept.get(k).get(LinkAttributes.MTU).equals(s.value())) {
      kept = kept.with(new BridgeKey(k.index()), BridgeAttributes.MTU_PINNED, true);
    }
  }

  OptionalInt ticksPerSecond() {
    return facts.ticksPerSecond();
  }

  List<FdbEntry> fdb(int bridge) throws IOException {
    List<FdbEntry> entries = new ArrayList<>();
    for (Entry entry : question(Dumps.fdbOfBridge(bridge))) {
      Seen.forwarding(entry).ifPresent(entries::add);
    }
    return List.copyOf(entries);
  }

  List<NeighbourEntry> neighbours() throws IOException {
    List<NeighbourEntry> entries = new ArrayList<>();
    for (boolean proxy : new boolean[] {false, true}) {
      for (Entry entry : question(Dumps.neighbours(proxy))) {
        Seen.neighbour(entry).ifPresent(entries::add);
      }
    }
    return List.copyOf(entries);
  }

  private List<Entry> question(ByteBuffer request) throws IOException {
    try {
      return new Decoder(BootClock.now()).read(socket, request);
    } catch (Refusal e) {
      throw new IOException("the kernel does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    facts.close();
    events.close();
    entries.close();
    socket.close();
  }
}
