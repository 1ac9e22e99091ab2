package org.xnsh.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Difference;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.testing.MemoryFolder;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.Left;
import org.xnsh.transaction.log.LogRecord;
import org.xnsh.transaction.log.LogRecord.Outside;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.LogRecords;
import org.xnsh.transaction.log.RecordJson;
import org.xnsh.transaction.log.Seal;
import org.xnsh.transaction.log.Seen;
import org.xnsh.transaction.log.Sum;
import org.xnsh.transaction.log.Tidying.Limits;
import org.xnsh.transaction.log.TransactionLog;

/// What all transactions of a log come to, read from its last sum.
class SumTest {

  private static final Limits SMALL = new Limits(6000, 60_000);
  private static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private TransactionLog open(String name, Limits limits) {
    return new TransactionLog(folder.resolve(name), TestScope.ONE, limits, InstantSource.system());
  }

  private static void write(
      TransactionLog log, Entry.State state, Difference ours, Difference theirs)
      throws IOException {
    log.own();
    log.tidy();
    long number = log.nextNumber();
    log.append(LogRecords.intent(number, 10));
    log.append(
        new Result(
            number,
            Instant.EPOCH,
            state,
            ours,
            theirs,
            List.of(),
            state == Entry.State.UNKNOWN ? List.of("something") : List.of()));
  }

  private static void outside(TransactionLog log, Difference changes) throws IOException {
    log.own();
    log.tidy();
    log.append(new Outside(log.nextNumber(), Instant.EPOCH, changes, List.of()));
  }

  private static String json(TransactionLog log) throws IOException {
    log.follow();
    return RecordJson.write(Sum.of(log));
  }

  private static LinkKey link(int index) {
    return new LinkKey(index);
  }

  private static AddressKey address(int link, int host) {
    return new AddressKey(link, Prefix.parse("10.0.0." + host + "/24"), Optional.empty());
  }

  private static Attributes named(int index) {
    return Attributes.none(ObjectKind.LINK).with(LinkAttributes.NAME, new LinkName("l" + index));
  }

  /// A network of five links, changed by anybody in any way.
  private static Network changed(Network now, Random random) {
    int index = 1 + random.nextInt(5);
    LinkKey link = link(index);
    if (!now.has(link)) {
      return now.with(link, named(index));
    }
    AddressKey address = address(index, 1 + random.nextInt(4));
    return switch (random.nextInt(8)) {
      case 0 -> now.withoutLink(index);
      case 1, 2 -> now.with(link, LinkAttributes.ALIAS, "a" + random.nextInt(9));
      case 3 -> now.with(link, LinkAttributes.MTU, 1000L + random.nextInt(9));
      case 4 -> now.has(address) ? now.without(address) : now.with(address, leased());
      case 5 -> {
        List<AddressKey> order = new ArrayList<>(now.addresses(index, IpFamily.IPV4));
        yield order.size() < 2
            ? now.with(address, leased())
            : now.withAddressOrder(index, IpFamily.IPV4, order.reversed());
      }
      default -> now.with(address, leased());
    };
  }

  private static Attributes leased() {
    return Attributes.none(ObjectKind.ADDRESS).with(AddressAttributes.SCOPE, 0L);
  }

  @Test
  void whereverALogIsCutItsSumIsThatOfTheWholeAndTheNetworkIsAsItWasSeen() throws IOException {
    Random random = new Random(4);
    Network now = Network.EMPTY;
    try (TransactionLog cut = open("cut", SMALL);
        TransactionLog whole = open("whole", NONE)) {
      for (int i = 0; i < 400; i++) {
        Network next = changed(changed(now, random), random);
        Difference changes = Difference.between(now, next);
        for (TransactionLog log : List.of(cut, whole)) {
          switch (i % 7) {
            case 0 -> outside(log, changes);
            case 1 -> write(log, Entry.State.VERIFIED, Difference.NONE, changes);
            default -> write(log, Entry.State.VERIFIED, changes, Difference.NONE);
          }
        }
        now = next;
        if (i % 20 == 0 || i > 380) {
          assertThat(json(cut)).as("after %d", i).isEqualTo(json(whole));
          assertThat(Difference.between(now, Sum.of(cut).seen().over(now)).changes()).isEmpty();
        }
      }
      assertThat(cut.verify().fault()).isEmpty();
      assertThat(cut.verify().files()).isGreaterThan(2);
      assertThat(Files.readString(folder.resolve("whole"))).doesNotContain("\"kind\":\"sum\"");
    }
  }

  @Test
  void whatAnUnknownEndTouchedIsTakenAsItIsFoundAndSoIsAllBeforeALostRecord() throws IOException {
    Difference alias =
        new Difference(
            List.of(new Altered(link(1), named(1), named(1).with(LinkAttributes.ALIAS, "ours"))));
    Path path = folder.resolve("log");
    try (TransactionLog log = open("log", NONE)) {
      write(log, Entry.State.VERIFIED, alias, Difference.NONE);
      write(log, Entry.State.VERIFIED, Difference.NONE, Difference.NONE);
      assertThat(Sum.of(log).seen().objects()).hasSize(1);
    }
    String text = Files.readString(path);
    Files.writeString(path, text.replace("\"command\":\"line 2\"", "\"command\":\"line 9\""));
    try (TransactionLog log = open("log", NONE)) {
      log.follow();
      assertThat(Sum.of(log).seen().objects()).isEmpty();
      assertThat(Sum.of(log).left().objects()).hasSize(1);
    }
  }

  /// A log of a version that kept no sum, longer than anybody waits for.
  @Test
  void aLogWithoutASumIsSummedUpAsFarAsItMayBeAndThatIsSaid() throws IOException {
    Path path = folder.resolve("log");
    Seal seal = Seal.FIRST;
    List<String> lines = new ArrayList<>();
    for (int number = 1; number <= 10_010; number++) {
      int index = number;
      Difference made = new Difference(List.of(new Added(link(index), named(index % 9))));
      for (LogRecord record :
          List.of(
              LogRecords.intent(number, 1),
              new Result(
                  number,
                  Instant.EPOCH,
                  Entry.State.VERIFIED,
                  number % 5 == 0 || number < 20 ? made : Difference.NONE,
                  Difference.NONE,
                  List.of(),
                  List.of()))) {
        String json = RecordJson.write(record);
        seal = seal.next(json);
        lines.add(new String(seal.on(json.getBytes(UTF_8)), UTF_8).strip());
      }
    }
    Files.write(path, lines);
    for (int i = 0; i < 2; i++) {
      try (TransactionLog log = open("log", Limits.USUAL)) {
        log.own();
        Sum sum = Sum.of(log);
        assertThat(sum.from()).isEqualTo(11);
        assertThat(sum.left().objects()).doesNotContainKey(link(10)).containsKey(link(11));
        assertThat(Drift.of(sum, Network.EMPTY).remarks())
            .singleElement()
            .asString()
            .startsWith("transactions before 11 are not compared")
            .contains("older versions of xnsh kept none");
        // from here on there is one
        log.tidy();
        assertThat(log.sum()).isPresent();
      }
    }
    aSumThatCannotBeReadIsNoOlderVersions(path);
  }

  /// And so it is said from then on.
  private void aSumThatCannotBeReadIsNoOlderVersions(Path path) throws IOException {
    String text = Files.readString(path);
    int sum = text.lastIndexOf("\"kind\":\"sum\"");
    Files.writeString(path, text.substring(0, sum) + text.substring(sum).replaceFirst("l1", "l7"));
    for (int i = 0; i < 2; i++) {
      try (TransactionLog log = open("log", new Limits(1, 1))) {
        log.own();
        assertThat(Drift.of(Sum.of(log), Network.EMPTY).remarks())
            .singleElement()
            .asString()
            .matches("transactions before 1[12] are not compared.*")
            .contains("cannot be read; log verify names");
        log.append(LogRecords.intent(log.nextNumber(), 1));
        log.append(LogRecords.result(log.nextNumber() - 1));
        log.tidy();
        assertThat(log.sum()).as("there is one again").isPresent();
      }
    }
  }

  @Test
  void whatIsMoreThanIsKeptIsLetGoTheLongestUntouchedFirstAndThatIsSaid() {
    Left left = new Left(3, Map.of(), 0);
    for (int i = 1; i <= 5; i++) {
      left.ours(new Difference(List.of(new Added(link(i), named(i)))));
      left.ours(new Difference(List.of(new Altered(link(1), named(1), named(1)))));
    }
    assertThat(left.objects().keySet()).containsExactly(link(4), link(5), link(1));
    assertThat(left.forgotten()).isEqualTo(2);
    assertThat(Drift.of(new Sum(5, 1, false, left, new Seen()), Network.EMPTY).remarks())
        .singleElement()
        .asString()
        .startsWith("2 objects that transactions touched longest ago are not compared");
  }

  /// Bridges that come and go leave nothing behind.
  @Test
  void aLinkThatWasTakenAwayTakesAlongAllThatIsRememberedOfIt() {
    Left left = new Left();
    Seen seen = new Seen();
    for (int i = 1; i <= 5; i++) {
      List<Change> made = List.of(new Added(link(i), named(i)), new Added(address(i, 1), leased()));
      List<Change> gone =
          List.of(new Removed(address(i, 1), leased()), new Removed(link(i), named(i)));
      for (List<Change> changes : List.of(made, gone)) {
        left.ours(new Difference(changes));
        seen.take(new Difference(changes));
      }
    }
    assertThat(left.objects()).isEmpty();
    assertThat(seen.objects()).isEmpty();
  }

  @Test
  void aDamagedSumIsNotBuiltOn() throws IOException {
    Path path = folder.resolve("log");
    try (TransactionLog log = open("log", SMALL)) {
      for (int i = 0; i < 40; i++) {
        ObjectKey key = link(1 + i % 3);
        write(
            log,
            Entry.State.VERIFIED,
            new Difference(List.of(new Added(key, named(1 + i % 3)))),
            Difference.NONE);
      }
      assertThat(log.sum()).isPresent();
    }
    String text = Files.readString(path);
    int sum = text.lastIndexOf("\"kind\":\"sum\"");
    Files.writeString(path, text.substring(0, sum) + text.substring(sum).replaceFirst("l1", "l7"));
    try (TransactionLog log = open("log", SMALL)) {
      log.follow();
      assertThat(log.sum()).isEmpty();
      assertThat(log.verify().fault()).get().asString().contains("(sum of transaction");
      assertThat(Sum.of(log).left().objects()).hasSize(3);
    }
  }

  @Test
  void whoBeginsReadsTheLastSumAndWhatCameSinceHoweverLongTheLogIs() throws IOException {
    List<Long> read = new ArrayList<>();
    try (TransactionLog log = open("log", SMALL)) {
      for (int i = 1; i <= 600; i++) {
        LinkKey key = link(1 + i % 9);
        write(
            log,
            Entry.State.VERIFIED,
            new Difference(List.of(new Added(key, named(key.index())))),
            Difference.NONE);
        if (i == 100 || i == 600) {
          json("log");
          long before = bytesRead();
          json("log");
          read.add(bytesRead() - before);
        }
      }
    }
    assertThat(read.getLast()).isLessThan(read.getFirst() + 30_000).isLessThan(100_000);
  }

  private void json(String name) throws IOException {
    try (TransactionLog log = open(name, SMALL)) {
      assertThat(json(log)).contains("\"from\":1,");
    }
  }

  /// By this process.
  private static long bytesRead() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(l -> l.startsWith("rchar: "))
        .mapToLong(l -> Long.parseLong(l.substring("rchar: ".length())))
        .findFirst()
        .orElseThrow();
  }
}
