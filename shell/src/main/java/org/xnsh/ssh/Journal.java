package org.xnsh.ssh;

/// Told who comes and goes, who is refused, and what is run. Any thread; must not wait.
public interface Journal {

  /// What somebody did who was let in, or the server itself.
  void tell(String line);

  /// What somebody tried who was not let in: it may come by the thousand.
  void refused(String line);
}
