package org.xnsh.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xnsh.command.LinkCommands.Verb;
import org.xnsh.command.RouteEdits.Where;

/// Which objects and verbs of `ip` and `bridge` there are here, in the order in which those
/// programs compare beginnings of words.
final class IpVerbs {

  /// @param verb its whole word
  /// @param least how many letters of it are enough
  record Known(String verb, int least, boolean edits, Verb action) {

    boolean means(String word) {
      boolean list =
          verb.equals("show") && (word.equals("list") || word.equals("lst") || word.equals("ls"));
      return list || word.length() >= least && verb.startsWith(word);
    }
  }

  static final Map<String, List<Known>> IP = ip();
  static final Map<String, List<Known>> BRIDGE = bridge();

  private IpVerbs() {}

  static Known looks(Verb action) {
    return new Known("show", 1, false, action);
  }

  static Known looks(String verb, Verb action) {
    return new Known(verb, 1, false, action);
  }

  static Known edits(String verb, Verb action) {
    return new Known(verb, 1, true, action);
  }

  private static Map<String, List<Known>> ip() {
    Map<String, List<Known>> all = new LinkedHashMap<>();
    all.put(
        "address",
        List.of(
            looks(LinkCommands::addresses),
            edits("add", LinkCommands.addressVerb("add")),
            edits("replace", LinkCommands.addressVerb("replace")),
            edits("change", LinkCommands.addressVerb("replace")),
            edits("delete", LinkCommands.addressVerb("delete")),
            edits("flush", LinkCommands.addressVerb("flush"))));
    all.put(
        "route",
        List.of(
            looks(RouteCommands::show),
            looks("get", RouteCommands::get),
            edits("add", RouteCommands.put(Where.ADD)),
            edits("append", RouteCommands.put(Where.APPEND)),
            edits("prepend", RouteCommands.put(Where.PREPEND)),
            edits("replace", RouteCommands.put(Where.REPLACE)),
            edits("delete", RouteCommands::delete)));
    all.put(
        "rule",
        List.of(
            looks(RouteCommands::rules),
            edits("add", RouteCommands::ruleAdd),
            edits("delete", RouteCommands::ruleDelete)));
    all.put(
        "neighbour",
        List.of(
            looks(NeighbourCommands::show),
            edits("add", NeighbourCommands.put(false)),
            edits("replace", NeighbourCommands.put(true)),
            edits("change", NeighbourCommands.put(true)),
            edits("delete", NeighbourCommands::delete)));
    all.put(
        "link",
        List.of(
            looks(LinkCommands::show),
            edits("set", LinkCommands::set),
            edits("add", LinkCommands::add),
            edits("delete", LinkCommands::delete)));
    all.put(
        "nexthop",
        List.of(
            looks(RouteCommands::nexthops),
            edits("add", RouteCommands.nexthop(false)),
            edits("replace", RouteCommands.nexthop(true)),
            edits("delete", RouteCommands::nexthopDelete)));
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, List<Known>> bridge() {
    Map<String, List<Known>> all = new LinkedHashMap<>();
    all.put("link", List.of(looks(LinkCommands::ports)));
    all.put(
        "fdb",
        List.of(
            looks(NeighbourCommands::entries),
            edits("add", NeighbourCommands.forward(true, false)),
            edits("replace", NeighbourCommands.forward(true, true)),
            edits("delete", NeighbourCommands.forward(false, false))));
    return Collections.unmodifiableMap(all);
  }
}
