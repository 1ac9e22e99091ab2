package org.xnsh.transaction;

import java.util.concurrent.atomic.AtomicReference;
import org.xnsh.transaction.log.ConfirmTimer;

/// Guards of a network in memory, which ends with its process: threads of that process.
public final class GuardThread implements Guards {

  private final AtomicReference<Thread> running = new AtomicReference<>(new Thread());

  @Override
  public void arm(ConfirmTimer timer, NamespaceWriter writer) {
    Guard guard = new Guard(writer, timer.first(), _ -> {});
    running.set(Thread.ofPlatform().daemon().name("guard").start(guard::watch));
  }

  @Override
  public boolean isWatching() {
    return running.get().isAlive();
  }

  @Override
  public Footing footing() {
    return new Footing(true, "a thread of this process, with which the network ends");
  }
}
