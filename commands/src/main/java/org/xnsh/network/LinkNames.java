package org.xnsh.network;

import java.util.List;
import java.util.stream.Stream;

/// Every name that finds a link: its own and the alternative ones.
final class LinkNames {

  private LinkNames() {}

  static List<String> of(Attributes link) {
    return Stream.concat(
            link.get(LinkAttributes.NAME).map(LinkName::text).stream(),
            link.get(LinkAttributes.ALTERNATIVE_NAMES, List.of()).stream())
        .toList();
  }
}
