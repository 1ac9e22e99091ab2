package org.xnsh.shell;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xnsh.command.Guests;
import org.xnsh.command.LabGuests;
import org.xnsh.command.TimerWords;
import org.xnsh.path.Access;
import org.xnsh.transaction.Transactions;

/// The host that was asked for, with its writer.
///
/// @param guests the guests of a lab
/// @param access what this session comes by, where it could be cut here
/// @param site where it and its files are
/// @param watch what happens on it
/// @param roster who is there
record OpenHost(
    Transactions transactions,
    Optional<Guests> guests,
    Supplier<Access> access,
    Optional<Site> site,
    Watch watch,
    Roster roster) {

  OpenHost(Transactions transactions, Optional<Guests> guests, Supplier<Access> access) {
    this(transactions, guests, access, Optional.empty(), new Watch(transactions), new Roster());
  }

  static OpenHost open(Options options, StateFolders folders) throws IOException, Options.Unusable {
    Site site = Site.of(options, folders);
    Transactions transactions = site.writer(site.guards());
    Roster roster = new Roster(System::nanoTime, site.neighbours(), site.knowsAll());
    return new OpenHost(
        transactions,
        site.lab().map(LabGuests::new),
        site.access(),
        Optional.of(site),
        new Watch(transactions, roster::show),
        roster);
  }

  /// Where a timer may run. Who only looks does not need the log to know: a file tells.
  private Optional<GuardFiles> armed() {
    return site.map(Site::guardFiles).filter(GuardFiles::isArmed);
  }

  /// What a process left half done that died is brought back by whoever opens the host next, and a
  /// guard that died is replaced.
  void tend(Consumer<String> notice) {
    transactions.recover(notice);
    Optional<GuardFiles> files = armed();
    if (files.isPresent() && transactions.host().description().canEdit()) {
      transactions.tend(notice);
      if (transactions.timer().isEmpty()) {
        files.get().forget();
      }
    }
  }

  /// What a session that ends leaves to a guard, for who does not wait for it.
  Optional<String> unconfirmed() {
    Optional<GuardFiles> files = armed();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    boolean lab = site.flatMap(Site::lab).isPresent();
    String join =
        files
            .get()
            .process()
            .filter(_ -> lab)
            .map(p -> "; the lab lives until then: --join " + p)
            .orElse("");
    long now = transactions.host().bootClock();
    return transactions.timer().map(t -> TimerWords.state(t, now) + join);
  }
}
