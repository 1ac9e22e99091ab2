package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.host.Host;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.EarlierLog;
import org.xnsh.transaction.log.LogReading;

/// Passes everything on to a writer.
abstract class Passing implements Transactions {

  final Transactions writer;

  Passing(Transactions writer) {
    this.writer = writer;
  }

  @Override
  public Host host() {
    return writer.host();
  }

  @Override
  public Network picture() {
    return writer.picture();
  }

  @Override
  public Outcome edit(Request request, Edit edit) {
    return writer.edit(request, edit);
  }

  @Override
  public Outcome undo(Request request, Undoing what) {
    return writer.undo(request, what);
  }

  @Override
  public Outcome redo(Request request) {
    return writer.redo(request);
  }

  @Override
  public Drift drift(Request request) throws EditRefused {
    return writer.drift(request);
  }

  @Override
  public Outcome restoreDrift(Request request, Optional<String> object) {
    return writer.restoreDrift(request, object);
  }

  @Override
  public Outcome adoptDrift(Request request) {
    return writer.adoptDrift(request);
  }

  @Override
  public LogReading log() {
    return writer.log();
  }

  @Override
  public Optional<String> holding() {
    return writer.holding();
  }

  @Override
  public void between(Runnable work) {
    writer.between(work);
  }

  @Override
  public List<EarlierLog> earlier() {
    return writer.earlier();
  }

  @Override
  public ConfirmTimer confirm(Request request) throws EditRefused {
    return writer.confirm(request);
  }

  @Override
  public ConfirmTimer extend(Request request, Duration more) throws EditRefused {
    return writer.extend(request, more);
  }

  @Override
  public void recover(Consumer<String> notice) {
    writer.recover(notice);
  }

  @Override
  public void tend(Consumer<String> notice) {
    writer.tend(notice);
  }

  @Override
  public void leave() throws IOException {
    writer.leave();
  }

  @Override
  public Guards.Footing footing() {
    return writer.footing();
  }

  @Override
  public void close() {
    writer.close();
  }
}
