package org.xnsh.host.linux.netlink;

import java.io.IOException;

/// Error numbers (include/uapi/asm-generic/errno-base.h, errno.h) in words.
public final class Errno {

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ENXIO = 6;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int EROFS = 30;
  public static final int ERANGE = 34;
  public static final int ELOOP = 40;
  public static final int EXFULL = 54;
  public static final int EMSGSIZE = 90;
  public static final int ENOPROTOOPT = 92;
  public static final int EOPNOTSUPP = 95;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETDOWN = 100;
  public static final int ENETUNREACH = 101;
  public static final int ENOBUFS = 105;
  public static final int EHOSTUNREACH = 113;

  private Errno() {}

  /// What an error number says, without the number.
  public static String text(int errno) {
    return switch (errno) {
      case EPERM -> "operation not permitted";
      case ENOENT -> "no such file or entry";
      case ESRCH -> "no such entry";
      case EINTR -> "interrupted";
      case ENXIO -> "no such device or address";
      case EAGAIN -> "not now";
      case ENOMEM -> "no memory left";
      case EACCES -> "permission denied";
      case EBUSY -> "in use";
      case EEXIST -> "exists already";
      case ENODEV -> "no such link";
      case EINVAL -> "invalid argument";
      case EMFILE -> "too many open files";
      case ENOSPC -> "no room left";
      case EROFS -> "read-only";
      case ERANGE -> "out of range";
      case ELOOP -> "would make a loop";
      case EXFULL -> "full";
      case EMSGSIZE -> "too long";
      case EOPNOTSUPP -> "not supported";
      case EAFNOSUPPORT -> "address family not supported";
      case EADDRINUSE -> "address in use";
      case EADDRNOTAVAIL -> "no such address";
      case ENETDOWN -> "the link is down";
      case ENETUNREACH -> "network unreachable";
      case ENOBUFS -> "no buffer space left";
      case EHOSTUNREACH -> "no route to the host";
      default -> "error " + errno;
    };
  }

  /// The result, or an [IOException] that names what was tried.
  static long check(long result, String tried) throws IOException {
    if (result < 0) {
      throw new IOException(tried + ": " + text((int) -result));
    }
    return result;
  }
}
