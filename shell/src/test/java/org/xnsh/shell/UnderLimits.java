package org.xnsh.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts a server under what a unit file says, without systemd: its mounts made by hand, its
/// capabilities taken by `setpriv`, its filters of system calls by [Confined]. A setting that is
/// not known here fails the test: nothing may stand in the unit that is not tried.
final class UnderLimits {

  /// Not a limit, or one that is more than met by others.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("Type", "the test listens at the socket"),
          Map.entry("NotifyAccess", "the test listens at the socket"),
          Map.entry("EnvironmentFile", "options"),
          Map.entry("ExecStart", "the class path of the test"),
          Map.entry("ExecReload", "a signal"),
          Map.entry("Restart", "systemd's own"),
          Map.entry("RestartSec", "systemd's own"),
          Map.entry("RestartPreventExitStatus", "systemd's own"),
          Map.entry("TimeoutStartSec", "systemd's own"),
          Map.entry("TimeoutStopSec", "systemd's own"),
          Map.entry("KillMode", "systemd's own"),
          Map.entry("OOMScoreAdjust", "systemd's own"),
          Map.entry("RuntimeDirectoryPreserve", "systemd's own"),
          Map.entry("SystemCallErrorNumber", "as Confined has it"),
          Map.entry("SystemCallArchitectures", "as libseccomp begins"),
          Map.entry("ProtectControlGroups", "in a namespace's sysfs there are none"),
          Map.entry("ProtectKernelModules", "no capability, no call in the filter"),
          Map.entry("ProtectKernelLogs", "no capability, no call in the filter"),
          Map.entry("ProtectClock", "no capability, no device"),
          Map.entry("ProtectHostname", "no capability"),
          Map.entry("RestrictRealtime", "a priority of its own is asked for by nobody"),
          Map.entry("RestrictSUIDSGID", "no such file is made"),
          Map.entry("LockPersonality", "asked for by nobody"),
          Map.entry("KeyringMode", "no key ring is used"));

  private static final List<String> TRIED =
      List.of(
          "UMask",
          "StateDirectory",
          "StateDirectoryMode",
          "RuntimeDirectory",
          "RuntimeDirectoryMode",
          "ProtectSystem",
          "ReadWritePaths",
          "ProtectKernelTunables",
          "CapabilityBoundingSet",
          "NoNewPrivileges",
          "RestrictAddressFamilies",
          "RestrictNamespaces",
          "SystemCallFilter",
          "ProtectHome",
          "PrivateTmp",
          "PrivateDevices");

  /// The folder of the test is /mnt there: who is confined sees no /tmp of others.
  private static final String MOUNTS =
      """
      set -eu
      mount -t tmpfs tmpfs /mnt && mkdir /mnt/cp /mnt/dev && mount -t tmpfs tmpfs /mnt/dev
      n=0
      for e in $PARTS; do
        if [ -d "$e" ]; then mkdir /mnt/cp/$n; else : >/mnt/cp/$n; fi
        mount --bind "$e" /mnt/cp/$n; n=$((n + 1))
      done
      mkdir /mnt/t && mount --bind "$FOLDER" /mnt/t
      mount -t tmpfs tmpfs /var/lib && mkdir -p -m 700 /var/lib/"$STATE" /run/"$RUNTIME"
      mount --bind "$FOLDER/state" /var/lib/"$STATE"
      mount --bind /run/"$RUNTIME" /run/"$RUNTIME"
      for w in $WRITABLE; do mount --bind "$w" "$w"; done
      for h in $HIDDEN; do [ ! -d "$h" ] || mount -t tmpfs tmpfs "$h"; done
      for d in null zero full random urandom tty; do : >/mnt/dev/$d; mount --bind /dev/$d /mnt/dev/$d; done
      ln -s /mnt/t/log /mnt/dev/log && mount --rbind /mnt/dev /dev
      awk '{print $5}' /proc/self/mountinfo | sort -u | while read -r m; do
        case " /var/lib/$STATE /run/$RUNTIME $WRITABLE $HIDDEN " in *" $m "*) continue ;; esac
        [ -e "$m" ] || continue # covered by another
        case $m in /dev|/dev/*|/proc|/proc/*|/sys|/sys/*) continue ;; esac
        mount -o remount,bind,ro "$m"
      done
      if [ "$TUNABLES" = ro ]; then
        mount --bind /proc/sys /proc/sys
        for w in $SETTINGS; do mount --bind "$w" "$w"; done
        mount -o remount,bind,ro /proc/sys
        mount -o remount,bind,ro /sys
      fi
      umask "$MASK"
      cd /
      exec "$@"
      """;

  private final ServiceUnit unit;
  private final Path folder;

  UnderLimits(ServiceUnit unit, Path folder) {
    this.unit = unit;
    this.folder = folder;
    for (String name : unit.names()) {
      if (!TRIED.contains(name) && !ELSEWHERE.containsKey(name)) {
        throw new AssertionError("the unit says " + name + "=, which this test does not try");
      }
    }
  }

  /// @param before what enters the server's namespace
  Child serve(List<String> before, String... options) throws IOException {
    Path state = folder.resolve("state");
    if (!Files.exists(state)) {
      Files.createDirectory(state);
    }
    Files.write(
        folder.resolve("limits"),
        List.of(
            String.join(" ", unit.calls()),
            String.join(" ", unit.words("RestrictAddressFamilies")),
            String.join(" ", unit.words("RestrictNamespaces"))));
    List<String> words = new ArrayList<>(List.of("env"));
    environment().forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(before);
    words.addAll(List.of("sh", "-c", MOUNTS, "sh"));
    words.addAll(rights());
    words.addAll(java("-Xshare:auto", Confined.class));
    words.add("/mnt/t/limits");
    words.addAll(java("-XX:TieredStopAtLevel=1", Main.class));
    words.addAll(List.of("serve", "--operators", "/mnt/t/operators"));
    words.addAll(List.of(options));
    return Child.startWords(folder, words);
  }

  private List<String> rights() {
    String kept =
        unit.words("CapabilityBoundingSet").stream()
            .map(c -> ",+" + c.substring("CAP_".length()).toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining());
    List<String> words = new ArrayList<>(List.of("setpriv", "--bounding-set=-all" + kept));
    words.add("--inh-caps=-all");
    if (unit.is("NoNewPrivileges")) {
      words.add("--no-new-privs");
    }
    return words;
  }

  private static List<String> parts() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(p -> !p.isEmpty() && Files.exists(Path.of(p)))
        .map(p -> Path.of(p).toAbsolutePath().toString())
        .toList();
  }

  private static List<String> java(String option, Class<?> main) {
    int count = parts().size();
    String path =
        Stream.iterate(0, i -> i < count, i -> i + 1)
            .map(i -> "/mnt/cp/" + i)
            .collect(Collectors.joining(":"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        option,
        "-cp",
        path,
        main.getName());
  }

  private Map<String, String> environment() {
    List<String> hidden = new ArrayList<>();
    if (unit.is("ProtectHome")) {
      hidden.addAll(List.of("/home", "/root", "/run/user"));
    }
    if (unit.is("PrivateTmp")) {
      hidden.addAll(List.of("/tmp", "/var/tmp"));
    }
    List<String> writable =
        unit.words("ReadWritePaths").stream()
            .filter(w -> !w.startsWith("-") || Files.exists(Path.of(w.substring(1))))
            .map(w -> w.startsWith("-") ? w.substring(1) : w)
            .toList();
    Map<String, String> all = new TreeMap<>();
    all.put("PARTS", String.join(" ", parts()));
    all.put("FOLDER", folder.toString());
    all.put("STATE", unit.value("StateDirectory"));
    all.put("RUNTIME", unit.value("RuntimeDirectory"));
    all.put("HIDDEN", String.join(" ", hidden));
    all.put("WRITABLE", joined(writable, false));
    all.put("SETTINGS", joined(writable, true));
    all.put("TUNABLES", unit.is("ProtectKernelTunables") ? "ro" : "rw");
    all.put("MASK", Optional.of(unit.value("UMask")).filter(m -> !m.isEmpty()).orElse("0022"));
    all.put("NOTIFY_SOCKET", "/mnt/t/notify");
    all.put("HOME", "/");
    return all;
  }

  private static String joined(List<String> paths, boolean settings) {
    return paths.stream()
        .filter(p -> p.startsWith("/proc/") == settings)
        .collect(Collectors.joining(" "));
  }
}
