package org.xnsh.shell;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Loads classes before they are needed: who replaces the program's files while a guard stands must
/// not take from it what it has not looked at yet.
final class Loading {

  private static final String CLASS = ".class";

  private Loading() {}

  /// All classes below these packages that come from where this one does.
  ///
  /// @param packages as folders: `org/xnsh/host`
  static void all(Class<?> one, List<String> packages) throws IOException {
    try {
      Path source = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (String name : Files.isDirectory(source) ? inFolder(source) : inJar(source)) {
        if (name.endsWith(CLASS) && packages.stream().anyMatch(name::startsWith)) {
          load(name, one.getClassLoader());
        }
      }
    } catch (URISyntaxException e) {
      throw new IOException("the program's own files cannot be found", e);
    }
  }

  private static void load(String file, ClassLoader loader) throws IOException {
    String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException("the program lacks " + name, e);
    }
  }

  private static List<String> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(f -> folder.relativize(f).toString()).toList();
    }
  }

  private static List<String> inJar(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream().map(e -> e.getName()).toList();
    }
  }
}
