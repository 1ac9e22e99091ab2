package org.xnsh.shell;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Becomes another program under filters of system calls, as systemd makes them of a unit: with
/// libseccomp, which systemd brings along.
///
/// Its arguments: a file with three lines (calls that are admitted, address families that are,
/// namespaces that are), the program and its arguments.
@SuppressWarnings("restricted") // it becomes another program
public final class Confined {

  private static final int ALLOW = 0x7fff_0000;
  private static final int ERRNO = 0x0005_0000;
  private static final int EPERM = 1;
  private static final int EAFNOSUPPORT = 97;
  private static final int MOST_FAMILIES = 46;
  private static final int EQ = 4;
  private static final int MASKED_EQ = 7;

  /// struct scmp_arg_cmp: number of the argument, comparison, two values.
  private static final MemoryLayout COMPARISON =
      MemoryLayout.structLayout(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final Linker LINKER = Linker.nativeLinker();

  private final Arena arena = Arena.ofAuto();
  private final SymbolLookup library = SymbolLookup.libraryLookup("libseccomp.so.2", arena);
  private final MethodHandle init = call("seccomp_init", FunctionDescriptor.of(ADDRESS, JAVA_INT));
  private final MethodHandle resolve =
      call("seccomp_syscall_resolve_name", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private final MethodHandle rule =
      call(
          "seccomp_rule_add_array",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
  private final MethodHandle load = call("seccomp_load", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private Confined() {}

  /// @param arguments a file of limits, the program and its arguments
  public static void main(String[] arguments) throws Throwable {
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    Confined confined = new Confined();
    confined.families(Set.of(lines.get(1).split(" ", -1)));
    confined.namespaces(Set.of(lines.get(2).split(" ", -1)));
    confined.calls(List.of(lines.get(0).split(" ", -1)));
    confined.become(List.of(arguments).subList(1, arguments.length));
  }

  private MethodHandle call(String name, FunctionDescriptor shape) {
    return LINKER.downcallHandle(library.find(name).orElseThrow(), shape);
  }

  private MemorySegment filter(int otherwise) throws Throwable {
    return (MemorySegment) init.invokeExact(otherwise);
  }

  private int number(String call) throws Throwable {
    return (int) resolve.invokeExact(arena.allocateFrom(call));
  }

  private void add(MemorySegment filter, int action, String call, long... comparison)
      throws Throwable {
    MemorySegment cases = arena.allocate(COMPARISON);
    if (comparison.length > 0) {
      cases.set(JAVA_INT, 0, (int) comparison[0]);
      cases.set(JAVA_INT, 4, (int) comparison[1]);
      cases.set(JAVA_LONG, 8, comparison[2]);
      cases.set(JAVA_LONG, 16, comparison[3]);
    }
    int count = comparison.length > 0 ? 1 : 0;
    int _ = (int) rule.invokeExact(filter, action, number(call), count, cases);
  }

  private void load(MemorySegment filter) throws Throwable {
    int result = (int) load.invokeExact(filter);
    if (result != 0) {
      throw new IOException("the filter is not taken: " + result);
    }
  }

  private void calls(List<String> admitted) throws Throwable {
    MemorySegment filter = filter(ERRNO | EPERM);
    for (String call : admitted) {
      if (number(call) >= 0) { // others are of other machines
        add(filter, ALLOW, call);
      }
    }
    load(filter);
  }

  private void families(Set<String> admitted) throws Throwable {
    List<String> known =
        List.of("AF_UNIX 1", "AF_INET 2", "AF_INET6 10", "AF_NETLINK 16", "AF_PACKET 17");
    MemorySegment filter = filter(ALLOW);
    for (int family = 0; family < MOST_FAMILIES; family++) {
      int tried = family;
      boolean ok =
          known.stream()
              .map(k -> k.split(" ", 2))
              .anyMatch(k -> k[1].equals("" + tried) && admitted.contains(k[0]));
      if (!ok) {
        add(filter, ERRNO | EAFNOSUPPORT, "socket", 0, EQ, family, 0);
      }
    }
    load(filter);
  }

  private void namespaces(Set<String> admitted) throws Throwable {
    MemorySegment filter = filter(ALLOW);
    List<String> known =
        List.of(
            "net 40000000",
            "mnt 20000",
            "ipc 8000000",
            "pid 20000000",
            "user 10000000",
            "uts 4000000",
            "cgroup 2000000");
    for (String one : known) {
      String[] parts = one.split(" ", 2);
      long flag = Long.parseLong(parts[1], 16);
      if (!admitted.contains(parts[0])) {
        add(filter, ERRNO | EPERM, "unshare", 0, MASKED_EQ, flag, flag);
        add(filter, ERRNO | EPERM, "clone", 0, MASKED_EQ, flag, flag);
        add(filter, ERRNO | EPERM, "setns", 1, MASKED_EQ, flag, flag);
      }
    }
    add(filter, ERRNO | EPERM, "setns", 1, EQ, 0, 0);
    add(filter, ERRNO | 38, "clone3"); // its flags are in memory: ENOSYS, and clone is asked
    load(filter);
  }

  private void become(List<String> words) throws Throwable {
    List<MemorySegment> texts = new ArrayList<>();
    for (String word : words) {
      texts.add(arena.allocateFrom(word));
    }
    MemorySegment list = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      list.setAtIndex(ADDRESS, i, texts.get(i));
    }
    MethodHandle execv =
        LINKER.downcallHandle(
            LINKER.defaultLookup().find("execv").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    int result = (int) execv.invokeExact(texts.getFirst(), list);
    throw new IOException("not started: " + words + " " + result);
  }
}
