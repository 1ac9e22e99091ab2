package org.xnsh.command;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.xnsh.host.lab.Lab;
import org.xnsh.host.lab.Program;

/// The guests of the lab that this process is in.
public record LabGuests(Lab lab) implements Guests {

  @Override
  public List<String> names() {
    return lab.guests();
  }

  @Override
  public Result run(String guest, List<String> program, int patience, BooleanSupplier stopped)
      throws IOException {
    Program ran = lab.run(guest, program, patience, stopped);
    View view = new View.Text(ran.output().lines().toList());
    ExitCode exit =
        switch (ran.exit()) {
          case 0 -> ExitCode.DONE;
          case Program.TOOK_TOO_LONG -> ExitCode.TIMEOUT;
          case Program.STOPPED -> ExitCode.INTERRUPTED;
          default -> ExitCode.FAILED;
        };
    return new Result(view, ran.errors().lines().toList(), exit);
  }

  @Override
  public Result dhcp(String guest, int patience, BooleanSupplier stopped) throws IOException {
    String leases = "/run/xnsh/" + guest + ".leases";
    run(guest, List.of("touch", leases), 5, stopped);
    Result asked =
        run(
            guest,
            List.of(
                "dhclient",
                "-1",
                "-v",
                "-sf",
                lab.dhcpScript().toString(),
                "-lf",
                leases,
                "-pf",
                "/run/xnsh/" + guest + ".pid",
                "eth0"),
            patience,
            stopped);
    return asked.exit() == ExitCode.DONE
        ? run(guest, List.of("ip", "-4", "-br", "addr", "show", "dev", "eth0"), 5, stopped)
        : asked;
  }
}
