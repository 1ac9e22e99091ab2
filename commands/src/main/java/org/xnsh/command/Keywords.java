package org.xnsh.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Usage;

/// What the words of the grammar are for, one line each, for `?` and for lists of what can be
/// typed. The last word of a command's own has the command's summary.
public final class Keywords {

  /// A word, or a command's own words before it where it means something else there.
  private static final Map<String, String> ABOUT =
      """
      --                  what follows is the command
      -N                  print the name of the setting only
      -e                  be silent about settings that do not exist
      -n                  print the value only
      -q                  print nothing
      -w                  write, and refuse a word without =VALUE
      >                   where the value goes
      add                 makes one
      address             addresses of links, as ip address does
      link set address    its MAC address
      guest address       shows its addresses; add or del changes one
      guest add           gives it this address
      addrgenmode         how IPv6 makes its link-local address
      ago                 so long before now
      alias               a description of it, up to 255 characters
      allmulticast        takes all multicast frames
      arp                 whether ARP is spoken on it
      guest arp           its ARP table
      autojoin            joins the multicast group of the address
      before              only transactions before this one: leafs back
      blackhole           drops what goes there, and says nothing
      boot                the log of an earlier boot
      br                  entries of this bridge
      brctl               bridges, in the words of bridge-utils
      bridge              bridges and their entries, as the bridge program does
      link add bridge     a new bridge
      link set bridge     its settings as a bridge
      bridge_slave        its settings as a port of a bridge
      broadcast           its broadcast address; + and - stand for the usual ones
      brport              entries of this port
      commit              makes the staged edits, as one transaction
      commands            as lines that can be run
      confirm             keeps what a confirm timer would take back
      default             where all goes that has no other route
      link set default    up as soon as it has a carrier
      del                 takes this address from it
      delete              takes one away
      dev                 the link that it is about
      dhcp                asks for an address by DHCP
      dormant             up only when a program has let it in (802.1X)
      down                takes it down; its routes go with it
      guest down          takes its interface down
      drift               where other hands changed what transactions left
      dry-run             tells what would come of it and touches nothing
      dynamic             its address goes when it goes down
      exact               makes bridges anew, so that nothing sticky stays
      exec                runs a program in it
      fdb                 forwarding entries of bridges, as bridge fdb does
      force               takes back what nobody changed since, and leaves the rest by name
      global              valid everywhere
      filter -E             nothing: patterns are extended ones anyway
      filter -i             whatever the case of letters
      filter -n             so many lines
      filter -v             what does not match
      group               the group of links that it belongs to
      guest               a guest of the lab
      home                the home address of a mobile node
      host                valid within this host only
      label               the name that ifconfig shows: eth0:1
      last                only so many, the newest
      link                links, as ip link does
      address add link    valid on this link only
      address replace link  valid on this link only
      address delete link  valid on this link only
      route add link      reached on the link itself, without a router
      route append link   reached on the link itself, without a router
      route prepend link  reached on the link itself, without a router
      route replace link  reached on the link itself, without a router
      route delete link   reached on the link itself, without a router
      lladdr              its MAC address
      local               an address of the link's own
      log                 what was done, by whom, and what became of it
      master              the bridge that it becomes a port of
      fdb add master      in the table of the bridge that the link is a port of
      fdb replace master  in the table of the bridge that the link is a port of
      fdb delete master   in the table of the bridge that the link is a port of
      metric              which of several goes first: the lower one
      mngtmpaddr          temporary addresses are made from it
      mode                when it counts as up
      mtu                 the longest packet, in bytes
      multicast           whether multicast is spoken on it
      name                its name
      neighbour           neighbours, as ip neighbour does
      nexthop             nexthop objects, as ip nexthop does
      route add nexthop   one of several ways: via, dev and weight
      route append nexthop  one of several ways: via, dev and weight
      route prepend nexthop  one of several ways: via, dev and weight
      route replace nexthop  one of several ways: via, dev and weight
      route get from      the source that the packets name
      route delete nexthop  one of several ways: via, dev and weight
      nhid                the nexthop object that it goes by
      noarp               valid for good, and never asked for
      nodad               used at once, without asking whether it is taken (IPv6)
      nomaster            takes it out of its bridge
      noprefixroute       without a route to its prefix
      nud                 how long it is valid
      off                 switches it off
      on                  switches it on
      onlink              the router counts as reachable on the link
      peer                the other end
      permanent           stays until it is taken away
      fdb add permanent   an address of the link's own, as local
      fdb replace permanent  an address of the link's own, as local
      fdb delete permanent  an address of the link's own, as local
      ping                pings from it
      pref                which router goes first: low, medium or high (IPv6)
      preferred_lft       how long it is used for new connections
      probe               who answered before must answer after: then it is confirmed
      prohibit            drops what goes there, and says that it is forbidden
      promisc             takes all frames
      proto               who made it: static, kernel, dhcp
      protodown           kept down by a program
      proxy               answers for this address
      rollback            takes back everything after a transaction or a moment
      route               routes, as ip route does
      guest route         shows its routes; default changes the default one
      guest default       its router
      router              it is a router (IPv6)
      rule                routing rules, as ip rule does
      safe                whether edits are taken back unless confirmed
      scope               how far it is valid
      self                in the link's own table
      sessions            who has which session here
      show                looks: at links, bridges, vifs, addresses, routes and more
      log boot show       one transaction with all its changes
      src                 the source address of what goes by it
      static              never learned anew, until it is taken away
      sticky              does not move to another port
      table               the routing table
      txqueuelen          how many packets may wait
      type                what kind of link it is
      unicast             goes where the route says, as by default
      undo                takes transactions back
      unreachable         drops what goes there, and says that it is unreachable
      up                  takes it up
      guest up            takes its interface up
      valid_lft           how long it is valid
      veth                a pair of links; what goes into one comes out of the other
      via                 the router
      vlan                in this VLAN only
      """
          .lines()
          .map(line -> line.split(" {2,}", 2))
          .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));

  private Keywords() {}

  /// What a word of a command is for.
  public static String about(Command command, Usage usage, Keyword keyword) {
    List<String> own = usage.own();
    return isLastOwn(usage, keyword)
        ? command.summary()
        : told(String.join(" ", own) + " " + keyword.text())
            .or(() -> told(own.getFirst() + " " + keyword.text()))
            .or(() -> told(keyword.text()))
            .orElse("");
  }

  /// What a word of a filter is for.
  public static String about(Filters.Declared filter, Keyword keyword) {
    return keyword.text().startsWith("-")
        ? told("filter " + keyword.text()).orElse("")
        : filter.summary();
  }

  private static boolean isLastOwn(Usage usage, Keyword keyword) {
    return usage.own().getLast().equals(keyword.text());
  }

  private static Optional<String> told(String words) {
    return Optional.ofNullable(ABOUT.get(words));
  }
}
