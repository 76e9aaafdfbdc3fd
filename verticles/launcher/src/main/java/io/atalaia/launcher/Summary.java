/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person reads after the start: what runs here, where the data lies, and the address to open. */
public final class Summary {
    private final Hub.Running running;

    public Summary(Hub.Running running) {
        this.running = running;
    }

    public void print(PrintStream out) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        out.printf(Locale.ROOT, "Atalaia %s is ready (%.1f s).%n%n", Version.current(), seconds);
        line(out, "Node", running.nodeName() + (running.clustered() ? "  (in a cluster)" : ""));
        String roles = running.roles().stream().map(Role::word).collect(Collectors.joining(", "));
        line(out, "Roles", roles.isEmpty() ? "none yet" : roles);
        line(out, "Data", running.dataDirectory());
        line(out, "Database", running.database());
        if (running.address() != null) {
            line(out, "Open", running.address());
        }
        if (running.insecure()) {
            out.println();
            out.println(
                    "  INSECURE: nothing is encrypted; who is on the way to this address can read along, passwords included.");
        }
        out.println();
        out.println("Stop with Ctrl-C.");
        out.flush();
    }

    private static void line(PrintStream out, String name, String value) {
        out.printf("  %-9s %s%n", name, value);
    }
}
