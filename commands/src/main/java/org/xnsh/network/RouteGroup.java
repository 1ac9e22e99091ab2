package org.xnsh.network;

import java.util.Comparator;

/// Routes that compete: same table, destination, source, TOS and metric. Within one group the
/// kernel's order decides.
///
/// @param table 254 is main, 255 local
/// @param source IPv6 source-specific routing; the everything prefix otherwise
/// @param metric lower wins; IPv6 shows 1024 where none was given
public record RouteGroup(long table, Prefix destination, Prefix source, int tos, long metric)
    implements Comparable<RouteGroup> {

  /// RT_TABLE_MAIN.
  public static final long MAIN = 254;

  /// RT_TABLE_LOCAL.
  public static final long LOCAL = 255;

  private static final Comparator<RouteGroup> ORDER =
      Comparator.comparing(RouteGroup::family)
          .thenComparingLong(RouteGroup::table)
          .thenComparing(RouteGroup::destination)
          .thenComparing(RouteGroup::source)
          .thenComparingInt(RouteGroup::tos)
          .thenComparingLong(RouteGroup::metric);

  public IpFamily family() {
    return destination.family();
  }

  @Override
  public int compareTo(RouteGroup other) {
    return ORDER.compare(this, other);
  }
}
