package org.xnsh.undo;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One scene for tests that leave it as they found it: links need up to a second for their carrier,
/// and this way they need it once. After a test that failed it is made anew.
final class SharedScene implements AutoCloseable {

  /// Makes it.
  interface Making {
    Scene scene() throws IOException;
  }

  /// A test.
  interface Use {
    void in(Scene scene) throws IOException;
  }

  private final Making making;
  private @Nullable Scene scene;

  SharedScene(Making making) {
    this.making = making;
  }

  void with(Use use) throws IOException {
    Scene now = scene == null ? making.scene() : scene;
    scene = null;
    try {
      use.in(now);
      scene = now;
    } finally {
      if (scene == null) {
        now.close();
      }
    }
  }

  @Override
  public void close() {
    if (scene != null) {
      scene.close();
    }
  }
}
