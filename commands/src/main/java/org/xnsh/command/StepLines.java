package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Difference;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.StepWords;
import org.xnsh.host.simulated.Prediction;
import org.xnsh.network.Attribute;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.network.ValueType;

/// Kernel steps as lines that can be typed, in their order; what no line can say is a comment.
final class StepLines {

  private static final String QUOTED = " \t\n;|&<>'\"\\#";
  private static final List<String> VETH = List.of("veth");

  /// Words of `link set` beside those that are the attribute's own name.
  private static final Map<Attribute<?>, String> WORDS =
      Map.of(LinkAttributes.QUEUE_LENGTH, "txqueuelen");

  private static final List<Attribute<?>> PLAIN =
      List.of(
          LinkAttributes.NAME,
          LinkAttributes.MAC,
          LinkAttributes.MTU,
          LinkAttributes.ARP,
          LinkAttributes.MULTICAST,
          LinkAttributes.ALL_MULTICAST,
          LinkAttributes.PROMISCUOUS,
          LinkAttributes.DYNAMIC,
          LinkAttributes.PROTOCOL_DOWN,
          LinkAttributes.GROUP,
          LinkAttributes.QUEUE_LENGTH,
          LinkAttributes.GSO_MAXIMUM_SIZE,
          LinkAttributes.GSO_MAXIMUM_SEGMENTS,
          LinkAttributes.GRO_MAXIMUM_SIZE);

  private static final List<String> ADDRESS_GENERATIONS =
      List.of("eui64", "none", "stable_secret", "random");

  private StepLines() {}

  /// @param difference what the steps are for
  /// @param before the picture that they begin with: each line names links as they are called then
  static List<String> of(List<Step> steps, Difference difference, Network before) {
    List<String> lines = new ArrayList<>();
    List<String> words = StepWords.of(steps, difference, before);
    Network now = before;
    int at = 0;
    for (Step step : steps) {
      List<String> said = lines(step, now);
      lines.addAll(said.isEmpty() ? List.of("# no command: " + words.get(at)) : said);
      now = after(now, step);
      at++;
    }
    lines.removeIf(String::isEmpty);
    return lines;
  }

  private static Network after(Network now, Step step) {
    try {
      return Prediction.after(now, step);
    } catch (Refusal e) {
      return now;
    }
  }

  /// None where no line says it; an empty one where there is nothing to say.
  private static List<String> lines(Step step, Network now) {
    return switch (step) {
      case Step.Settle _ -> List.of("");
      case Step.Create s when s.key() instanceof LinkKey -> created(s);
      case Step.Create s when s.key() instanceof SysctlKey k ->
          List.of(setting(now, k, s.attributes().text(SysctlAttributes.VALUE)));
      case Step.Create s -> ObjectLines.create(s, now).stream().toList();
      case Step.Delete s when s.key() instanceof LinkKey k ->
          List.of("link delete " + quoted(now.nameOf(k.index())));
      case Step.Delete s -> ObjectLines.delete(s, now).stream().toList();
      case Step.Set s -> set(s, now).stream().toList();
    };
  }

  private static List<String> created(Step.Create step) {
    String name = name(step);
    String kind = step.attributes().text(LinkAttributes.KIND);
    List<String> lines = new ArrayList<>();
    if (VETH.contains(kind) && step.peer().isPresent()) {
      lines.add("link add " + name + " type veth peer name " + name(step.peer().get()));
      address(step.peer().get(), lines);
    } else if (kind.equals("bridge")) {
      lines.add("link add " + name + " type bridge");
    } else {
      return List.of();
    }
    address(step, lines);
    return lines;
  }

  private static void address(Step.Create step, List<String> lines) {
    step.attributes()
        .get(LinkAttributes.MAC)
        .ifPresent(mac -> lines.add("link set " + name(step) + " address " + mac));
  }

  private static String name(Step.Create step) {
    return step.attributes()
        .get(LinkAttributes.NAME)
        .map(LinkName::text)
        .map(StepLines::quoted)
        .orElse("''");
  }

  private static Optional<String> set(Step.Set step, Network now) {
    return switch (step.key()) {
      case LinkKey k ->
          link(step.attribute(), step.value(), now)
              .map(w -> "link set " + quoted(now.nameOf(k.index())) + " " + w);
      case BridgeKey k -> option(step, now).map(w -> options(now, k.index(), "bridge", w));
      case PortKey k -> option(step, now).map(w -> options(now, k.index(), "bridge_slave", w));
      case SysctlKey k -> step.value().map(v -> setting(now, k, v.toString()));
      case ObjectKey _ -> Optional.empty();
    };
  }

  private static String options(Network now, int link, String type, String words) {
    return "link set " + quoted(now.nameOf(link)) + " type " + type + " " + words;
  }

  private static Optional<String> link(Attribute<?> attribute, Optional<?> value, Network now) {
    if (attribute.equals(LinkAttributes.UP)) {
      return value.map(v -> v.equals(true) ? "up" : "down");
    }
    if (attribute.equals(LinkAttributes.MASTER)) {
      return Optional.of(
          value.map(v -> "master " + quoted(now.nameOf(((Long) v).intValue()))).orElse("nomaster"));
    }
    if (attribute.equals(LinkAttributes.ALIAS)) {
      return Optional.of("alias " + quoted(value.map(Object::toString).orElse("")));
    }
    if (attribute.equals(LinkAttributes.ADDRESS_GENERATION)) {
      return value.map(v -> "addrgenmode " + ADDRESS_GENERATIONS.get(((Long) v).intValue()));
    }
    return PLAIN.contains(attribute)
        ? value.map(
            v -> WORDS.getOrDefault(attribute, attribute.name()) + " " + quoted(attribute.write(v)))
        : Optional.empty();
  }

  private static Optional<String> option(Step.Set step, Network now) {
    Attribute<?> attribute = step.attribute();
    if (attribute.equals(PortAttributes.BACKUP_PORT)) {
      return step.value()
          .map(v ->
              v.equals(0L)
                  ? "nobackup_port"
                  : "backup_port " + quoted(now.nameOf(((Long) v).intValue())));
    }
    if (attribute.equals(BridgeAttributes.VLAN_PROTOCOL)) {
      return step.value().map(v -> "vlan_protocol " + (v.equals(0x88a8L) ? "802.1ad" : "802.1Q"));
    }
    boolean isWord = attribute.name().indexOf(' ') < 0 && attribute.type() != ValueType.RAW;
    return step.value().filter(_ -> isWord).map(v -> attribute.name() + " " + attribute.write(v));
  }

  private static String setting(Network now, SysctlKey key, String value) {
    return "sysctl " + quoted(SysctlNames.text(now, key) + "=" + value);
  }

  /// So that the lexer reads it back as one word.
  static String quoted(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0);
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
