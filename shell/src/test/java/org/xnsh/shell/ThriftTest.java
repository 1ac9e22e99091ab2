package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThriftTest {

  private static final long MEGABYTE = 1L << 20;

  @Test
  void whatACrowdLeavesIsCollectedAndWhatIsNeededIsNotCollectedAgainAndAgain() {
    AtomicLong used = new AtomicLong(90 * MEGABYTE);
    AtomicInteger collected = new AtomicInteger();
    Thrift thrift =
        new Thrift(
            used::get,
            () -> {
              collected.incrementAndGet();
              used.set(80 * MEGABYTE);
            });
    thrift.look();
    assertThat(collected).hasValue(0);
    used.set(100 * MEGABYTE);
    thrift.look();
    assertThat(collected).hasValue(1);
    used.set(250 * MEGABYTE);
    thrift.look();
    assertThat(collected).as("80 are needed, and 176 may lie about").hasValue(1);
    used.set(260 * MEGABYTE);
    thrift.look();
    assertThat(collected).hasValue(2);
  }
}
