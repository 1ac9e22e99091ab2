package org.xnsh.command;

/// The C library's words for the errnos that network requests end in (strerror of glibc, C locale),
/// as brctl and ip print them. Numbers are those of include/uapi/asm-generic/errno.h.
enum Errno {
  EPERM(1, "Operation not permitted"),
  ENOENT(2, "No such file or directory"),
  ESRCH(3, "No such process"),
  EINTR(4, "Interrupted system call"),
  EIO(5, "Input/output error"),
  EAGAIN(11, "Resource temporarily unavailable"),
  ENOMEM(12, "Cannot allocate memory"),
  EACCES(13, "Permission denied"),
  EBUSY(16, "Device or resource busy"),
  EEXIST(17, "File exists"),
  ENODEV(19, "No such device"),
  EINVAL(22, "Invalid argument"),
  ENFILE(23, "Too many open files in system"),
  ENOSPC(28, "No space left on device"),
  EROFS(30, "Read-only file system"),
  ERANGE(34, "Numerical result out of range"),
  ENAMETOOLONG(36, "File name too long"),
  ELOOP(40, "Too many levels of symbolic links"),
  EXFULL(54, "Exchange full"),
  EOPNOTSUPP(95, "Operation not supported"),
  EADDRINUSE(98, "Address already in use"),
  EADDRNOTAVAIL(99, "Cannot assign requested address"),
  ENETDOWN(100, "Network is down"),
  ENETUNREACH(101, "Network is unreachable"),
  ENOBUFS(105, "No buffer space available"),
  EHOSTUNREACH(113, "No route to host"),
  EALREADY(114, "Operation already in progress");

  private final int number;
  private final String text;

  Errno(int number, String text) {
    this.number = number;
    this.text = text;
  }

  int number() {
    return number;
  }

  String text() {
    return text;
  }

  /// The text for a positive number, in glibc's own way for one that is not in the table.
  static String text(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno.text;
      }
    }
    return "Unknown error " + number;
  }
}
