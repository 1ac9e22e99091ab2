package org.xnsh.bench;

import java.util.Locale;

/// A line of the table: a measure, what it is held against, and what was to be reached.
///
/// @param ports how many ports the network had
/// @param peer the other side's value, or NaN where there is none
/// @param target empty where nothing was promised
record Row(
    String what, int ports, double xnsh, double peer, String unit, String target, boolean met) {

  static Row against(String what, int ports, double xnsh, double peer) {
    return new Row(what, ports, xnsh, peer, "ms", "", true);
  }

  static Row alone(String what, int ports, double xnsh, String unit) {
    return new Row(what, ports, xnsh, Double.NaN, unit, "", true);
  }

  /// To be reached: at most this share of the peer's value.
  Row atMostTimes(double share) {
    String words =
        share == 1 ? "not above the peer" : "at most %s of the peer".formatted(of(share));
    return new Row(what, ports, xnsh, peer, unit, words, ratio() <= share);
  }

  /// To be reached: at most this.
  Row atMost(double most) {
    String words = most == 0 ? "none" : "at most %s %s".formatted(of(most), unit);
    return new Row(what, ports, xnsh, peer, unit, words, xnsh <= most);
  }

  double ratio() {
    return xnsh / peer;
  }

  String ratioText() {
    return Double.isNaN(peer) ? "" : String.format(Locale.ROOT, "%.2f", ratio());
  }

  String peerText() {
    return Double.isNaN(peer) ? "" : of(peer) + ' ' + unit;
  }

  String xnshText() {
    return of(xnsh) + ' ' + unit;
  }

  String verdict() {
    return target.isEmpty() ? "" : met ? "met" : "MISSED";
  }

  private static String of(double value) {
    String form = value == Math.rint(value) || value >= 100 ? "%.0f" : value >= 1 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
