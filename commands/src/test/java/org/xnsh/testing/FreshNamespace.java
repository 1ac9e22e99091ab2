package org.xnsh.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.xnsh.host.linux.netlink.Namespace;

/// A namespace without a name, made in a millisecond; it is gone when nobody holds it any more.
public final class FreshNamespace implements AutoCloseable {

  private final Namespace namespace;

  private FreshNamespace(Namespace namespace) {
    this.namespace = namespace;
  }

  public static FreshNamespace make() throws IOException {
    CompletableFuture<Namespace> made = new CompletableFuture<>();
    // a thread of its own: it stays in the namespace until its end
    Thread.ofPlatform()
        .start(() -> {
          try {
            made.complete(Namespace.unshare());
          } catch (IOException e) {
            made.completeExceptionally(e);
          }
        });
    try {
      return new FreshNamespace(made.join());
    } catch (CompletionException e) {
      throw new IOException("no namespace could be made", e);
    }
  }

  public Path path() {
    return Path.of("/proc/self/fd/" + namespace.descriptor());
  }

  @Override
  public void close() {
    namespace.close();
  }
}
