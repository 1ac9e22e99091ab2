package org.xnsh.host.simulated;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.testing.FreshNamespace;

/// The same random steps for a kernel, in a namespace of their own, and for the model: the same
/// refusals, and after every step equal pictures in normal form.
final class Sequence {

  /// As long as a kernel may take for what it does by itself.
  private static final long PATIENCE = 1_000_000L * Integer.getInteger("xnsh.patience", 20_000);

  private final Theme theme;
  private final Dice dice;
  private final Coverage coverage;
  private final List<String> done = new ArrayList<>();

  Sequence(Theme theme, long seed, Coverage coverage) {
    this.theme = theme;
    this.dice = new Dice(seed);
    this.coverage = coverage;
  }

  /// Where the next step comes from.
  private interface Next {
    Step step(Network now);
  }

  /// What was unlike; nothing where all was alike.
  List<String> run(int steps) throws IOException {
    return run(Collections.nCopies(steps, now -> theme.draw(dice, now)));
  }

  /// The same of steps that are known.
  List<String> run(Step... steps) throws IOException {
    return run(Stream.of(steps).<Next>map(step -> _ -> step).toList());
  }

  private List<String> run(List<Next> steps) throws IOException {
    try (FreshNamespace namespace = FreshNamespace.make();
        LinuxHost kernel = open(namespace.path())) {
      SimulatedHost model = SimulatedHost.of("model", kernel.reread(settings(kernel.picture())));
      List<Next> all =
          new ArrayList<>(World.of(theme, dice).stream().<Next>map(s -> _ -> s).toList());
      all.addAll(steps);
      for (Next next : all) {
        List<String> unlike = step(kernel, model, next.step(model.drained()));
        if (!unlike.isEmpty()) {
          return unlike;
        }
      }
      return List.of();
    }
  }

  private static LinuxHost open(Path namespace) throws IOException {
    return LinuxHost.namespace(Kind.NAMESPACE, "sequence", namespace, DomainSource.NONE);
  }

  /// The steps with what came of them.
  List<String> done() {
    return done;
  }

  private List<String> step(LinuxHost kernel, SimulatedHost model, Step step) throws IOException {
    String asked = apply(kernel, step, true);
    String foretold = apply(model, step, false);
    done.add(step + " " + asked);
    if (!asked.equals(foretold)) {
      return List.of("the kernel says: " + asked + ", the model: " + foretold);
    }
    settle(kernel, step);
    if (step instanceof Step.Create && step.key() instanceof LinkKey && asked.startsWith("link")) {
      named(kernel, model);
    }
    boolean untouched = asked.startsWith("errno") && !isHalf(step);
    return untouched ? List.of() : compare(kernel, model, isWhole(step));
  }

  /// A refused move leaves a port without its master, refused names a link without its old ones.
  private static boolean isHalf(Step step) {
    return step instanceof Step.Set s
        && (s.attribute().equals(LinkAttributes.MASTER)
            || s.attribute().equals(LinkAttributes.ALTERNATIVE_NAMES));
  }

  /// Tables and settings are read when a step was about them, and now and then.
  private boolean isWhole(Step step) {
    return switch (step.key().kind()) {
      case FDB, MDB, NEIGHBOUR, SYSCTL -> true;
      case LINK, BRIDGE, PORT, PORT_VLAN, VIF, ADDRESS, ROUTE, NEXTHOP, RULE ->
          done.size() % 6 == 0;
    };
  }

  private String apply(Host host, Step step, boolean counts) throws IOException {
    try {
      OptionalInt index = host.apply(step);
      if (counts) {
        coverage.done(step, theme.version6());
      }
      return index.isPresent() ? "link " + index.getAsInt() : "done";
    } catch (Refusal e) {
      if (counts) {
        coverage.refused(step, e.errno());
      }
      return "errno " + e.errno();
    }
  }

  /// A kernel draws the addresses that were not asked for: the model takes them over.
  private static void named(LinuxHost kernel, SimulatedHost model) throws IOException {
    Network is = kernel.drained();
    for (int link : is.links()) {
      LinkKey key = new LinkKey(link);
      boolean isNew = !model.picture().has(key);
      if (isNew) {
        is.get(key)
            .get(LinkAttributes.MAC)
            .ifPresent(mac -> model.outside(net -> net.with(key, LinkAttributes.MAC, mac)));
      }
    }
  }

  /// Asking for one link has the kernel look at its carrier at once (linkwatch_sync_dev in
  /// rtnl_getlink); bridges follow their ports.
  private void settle(LinuxHost kernel, Step step) throws IOException {
    boolean goesOn = step.key() instanceof LinkKey || step.key() instanceof BridgeKey;
    if (!goesOn && !theme.version6()) {
      return;
    }
    Network is = kernel.drained();
    carriers(kernel, is.links().stream().filter(l -> !is.bridges().contains(l)).toList());
    carriers(kernel, is.bridges());
    long end = System.nanoTime() + PATIENCE;
    while (theme.version6() && isTentative(kernel) && System.nanoTime() < end) {
      LockSupport.parkNanos(500_000);
    }
  }

  private static void carriers(LinuxHost kernel, List<Integer> links) throws IOException {
    Set<Area> areas = new LinkedHashSet<>();
    links.forEach(l -> areas.add(new Footprint.OneLink(l)));
    kernel.refresh(new Footprint(areas));
  }

  private static boolean isTentative(LinuxHost kernel) throws IOException {
    Set<Area> areas = new LinkedHashSet<>();
    kernel.picture().links().forEach(l -> areas.add(new Footprint.AddressesOf(l)));
    Network is = kernel.refresh(new Footprint(areas));
    return is.links().stream()
        .flatMap(l -> is.addresses(l, IpFamily.IPV6).stream())
        .anyMatch(a -> is.get(a).isOn(AddressAttributes.TENTATIVE));
  }

  private static List<String> compare(LinuxHost kernel, SimulatedHost model, boolean whole)
      throws IOException {
    long end = System.nanoTime() + PATIENCE;
    Network said = whole ? model.refresh(settings(model.drained())) : model.drained();
    while (true) {
      Network is = kernel.reread(whole ? further(said) : Footprint.NOTHING);
      List<String> unlike = NormalForm.difference(said, is, whole);
      if (unlike.isEmpty() || System.nanoTime() > end) {
        return unlike;
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static Footprint further(Network net) {
    Set<Area> areas = new LinkedHashSet<>(settings(net).areas());
    for (int link : net.links()) {
      areas.add(new Footprint.NeighboursOf(link));
      areas.add(new Footprint.FdbOf(link));
    }
    net.bridges().forEach(b -> areas.add(new Footprint.MdbOf(b)));
    return new Footprint(areas);
  }

  private static Footprint settings(Network net) {
    Set<Area> areas = new LinkedHashSet<>();
    for (String path : SettingDrawing.WHOLE) {
      areas.add(new Footprint.OneSysctl(new SysctlKey(0, path)));
    }
    for (String path : World.SETTINGS) {
      areas.add(new Footprint.OneSysctl(new SysctlKey(0, path)));
    }
    for (int link : net.links()) {
      for (String path : SettingDrawing.OF_A_LINK) {
        areas.add(new Footprint.OneSysctl(new SysctlKey(link, path)));
      }
    }
    return new Footprint(areas);
  }
}
