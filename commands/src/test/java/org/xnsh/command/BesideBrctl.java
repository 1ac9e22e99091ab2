package org.xnsh.command;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of lines that the real program and ours answer side by side, each time in a fresh pair of
/// namespaces.
abstract class BesideBrctl {

  @TempDir Path folder;
  BrctlPair pair;
  BrctlComparison compare;

  @BeforeEach
  final void open() throws IOException {
    pair = BrctlPair.of(folder);
    compare = new BrctlComparison(pair);
  }

  @AfterEach
  final void close() {
    pair.close();
  }
}
