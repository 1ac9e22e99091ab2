package org.xnsh.network;

import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/// Kernel attributes that have no name of ours: netlink attribute type to the payload's bytes in
/// hexadecimal. Kept as they came, so that they can be written back.
public record RawOptions(TreePMap<Integer, String> payloads) {

  public static final RawOptions NONE = new RawOptions(TreePMap.empty());

  public RawOptions with(int type, byte[] payload) {
    return new RawOptions(payloads.plus(type, HexFormat.of().formatHex(payload)));
  }

  public boolean isEmpty() {
    return payloads.isEmpty();
  }

  /// The payloads as bytes, by attribute type.
  public SortedMap<Integer, byte[]> bytes() {
    SortedMap<Integer, byte[]> bytes = new TreeMap<>();
    for (Map.Entry<Integer, String> entry : payloads.entrySet()) {
      bytes.put(entry.getKey(), HexFormat.of().parseHex(entry.getValue()));
    }
    return bytes;
  }

  /// `44=0100,52=ff`, the form that [ValueType#RAW] reads back.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    payloads.forEach(
        (type, hex) -> text.append(text.isEmpty() ? "" : ",").append(type).append('=').append(hex));
    return text.toString();
  }

  static RawOptions parse(String text) {
    TreePMap<Integer, String> payloads = TreePMap.empty();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      payloads =
          payloads.plus(Integer.valueOf(pair.substring(0, equals)), pair.substring(equals + 1));
    }
    return new RawOptions(payloads);
  }
}
