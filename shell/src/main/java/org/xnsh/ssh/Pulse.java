package org.xnsh.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;

/// Asks clients whether they live, as OpenSSH's server does (ClientAliveInterval), and lets go of
/// those that do not answer: a machine that lost its power closes no connection. The library's own
/// heartbeats of a server want no answer.
final class Pulse implements SessionListener, AutoCloseable {

  private static final String QUESTION = "keepalive@openssh.com";
  private static final int UNANSWERED = 3;

  private final Map<Session, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pulse").factory());

  Pulse(Duration interval) {
    long period = interval.toMillis();
    var _ = clock.scheduleWithFixedDelay(this::ask, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      asked.put(session, new AtomicInteger());
    }
  }

  @Override
  public void sessionClosed(Session session) {
    asked.remove(session);
  }

  private void ask() {
    asked.forEach((session, unanswered) -> {
      if (unanswered.incrementAndGet() > UNANSWERED) {
        session.close(true);
        return;
      }
      try {
        Buffer question = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 64);
        question.putString(QUESTION);
        question.putBoolean(true);
        var _ = session.request(question, QUESTION, (_, _) -> unanswered.set(0));
      } catch (IOException | RuntimeException e) {
        session.close(true);
      }
    });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
