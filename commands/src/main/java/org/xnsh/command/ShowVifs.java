package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;

/// `show vifs` and `show domains`: the guests' side of the picture.
final class ShowVifs {

  private static final List<Column> VIFS =
      List.of(
          Column.of("Name"),
          Column.of("Domain"),
          Column.number("Id"),
          Column.number("Device"),
          Column.of("Bridge"),
          Column.of("State"),
          Column.of("Guest MAC"),
          Column.number("MTU"),
          Column.of("Guest addresses"));
  private static final List<Column> DOMAINS =
      List.of(
          Column.number("Id"),
          Column.of("Name"),
          Column.of("Vifs"),
          Column.of("Bridges"),
          Column.of("Guest MACs"),
          Column.of("UUID"));

  private ShowVifs() {}

  static Result vifs(Optional<String> name, Context context) {
    Network network = context.picture();
    List<Integer> all = vifs(network);
    List<Integer> shown =
        name.map(n -> all.stream().filter(i -> names(network, i).anyMatch(n::equals)).toList())
            .orElse(all);
    if (name.isPresent() && shown.isEmpty()) {
      return NotFound.of("vif", name.get(), all.stream().flatMap(i -> names(network, i)).toList());
    }
    return Result.of(new Table(VIFS, shown.stream().map(i -> vif(network, i)).toList()));
  }

  private static List<Integer> vifs(Network network) {
    return network.links().stream().filter(i -> network.has(new VifKey(i))).toList();
  }

  /// Every way to name a vif: the link, name:device, id:device, the domain of all its vifs, the
  /// guest's MAC.
  private static Stream<String> names(Network network, int index) {
    Attributes vif = network.get(new VifKey(index));
    long device = vif.number(VifAttributes.DEVICE);
    return Stream.of(
        network.nameOf(index),
        vif.text(VifAttributes.DOMAIN_NAME) + ":" + device,
        vif.number(VifAttributes.DOMAIN) + ":" + device,
        vif.text(VifAttributes.DOMAIN_NAME),
        "" + vif.number(VifAttributes.DOMAIN),
        vif.get(VifAttributes.MAC).map(MacAddress::toString).orElse("-"));
  }

  private static List<Cell> vif(Network network, int index) {
    Attributes link = network.get(new LinkKey(index));
    Attributes vif = network.get(new VifKey(index));
    return List.of(
        LinkCells.name(network, index),
        LinkCells.domain(network, index),
        Cell.number(vif.number(VifAttributes.DOMAIN)),
        Cell.number(vif.number(VifAttributes.DEVICE)),
        LinkCells.master(network, index),
        LinkCells.state(link),
        Cell.of(vif.get(VifAttributes.MAC).map(MacAddress::toString).orElse("")),
        Cell.number(link.number(LinkAttributes.MTU)),
        Cell.of(vif.text(VifAttributes.ADDRESSES)));
  }

  /// A domain without a vif is no part of the network and not listed.
  static Result domains(Optional<String> name, Context context) {
    Network network = context.picture();
    TreeMap<Long, List<Integer>> domains = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (int index : vifs(network)) {
      Attributes vif = network.get(new VifKey(index));
      long id = vif.number(VifAttributes.DOMAIN);
      List<String> own =
          List.of(
              Long.toString(id),
              vif.text(VifAttributes.DOMAIN_NAME),
              vif.text(VifAttributes.DOMAIN_UUID));
      if (name.map(own::contains).orElse(true)) {
        domains.computeIfAbsent(id, _ -> new ArrayList<>()).add(index);
      }
      own.stream().filter(n -> !n.isEmpty()).forEach(names::add);
    }
    if (name.isPresent() && domains.isEmpty()) {
      return NotFound.of("domain with a vif called", name.get(), names);
    }
    List<List<Cell>> rows = new ArrayList<>();
    domains.forEach((id, links) -> rows.add(domain(network, id, links)));
    return Result.of(new Table(DOMAINS, rows));
  }

  private static List<Cell> domain(Network network, long id, List<Integer> links) {
    Attributes vif = network.get(new VifKey(links.getFirst()));
    return List.of(
        Cell.number(id),
        Cell.of(vif.text(VifAttributes.DOMAIN_NAME)),
        Cell.of(words(links.stream().map(network::nameOf))),
        Cell.of(words(links.stream().map(l -> LinkCells.master(network, l).text()))),
        Cell.of(
            words(
                links.stream()
                    .map(l -> network.get(new VifKey(l)).get(VifAttributes.MAC))
                    .map(m -> m.map(MacAddress::toString).orElse("")))),
        Cell.of(vif.text(VifAttributes.DOMAIN_UUID)));
  }

  /// One word for each vif, `-` where it has none.
  private static String words(Stream<String> words) {
    return words.map(w -> w.isEmpty() ? "-" : w).collect(Collectors.joining(" "));
  }
}
