package org.xnsh.transaction.log;

import java.nio.file.Path;
import org.xnsh.host.HostDescription.Scope;

/// Where logs live: one folder, below it one folder a namespace, for nobody else to read.
///
/// @param path the folder; made when something is written
public record StateFolder(Path path) {

  /// The folder of one namespace. A cookie is unique only while the machine runs, so the boot is
  /// part of the name.
  public Path of(Scope scope) {
    return path.resolve(Long.toUnsignedString(scope.cookie()) + "-" + scope.boot());
  }
}
