/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults.hubs;

import io.atalaia.bench.faults.net.Host;
import io.atalaia.tests.support.AtalaiaProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A process of Atalaia on a host of its own, which is killed, held and started again. Used by one thread. */
public final class Running implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(120);
    private static final Duration STOPPED = Duration.ofSeconds(25);

    private final Host host;
    private final List<String> roles;
    private final Supplier<AtalaiaProcess> starter;
    private AtalaiaProcess process;
    private boolean held;

    Running(Host host, List<String> roles, Supplier<AtalaiaProcess> starter) {
        this.host = host;
        this.roles = roles;
        this.starter = starter;
    }

    public Host host() {
        return host;
    }

    public String name() {
        return host.name();
    }

    public List<String> roles() {
        return roles;
    }

    public AtalaiaProcess process() {
        return process;
    }

    /** Unless it runs. */
    public void start() {
        if (process == null || !process.alive()) {
            process = starter.get();
        }
    }

    public void awaitReady() {
        AtalaiaProcess ignored = process.awaitReady(READY);
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.kill();
        held = false;
    }

    /** Holds it still, as a machine that pages or a paused virtual machine does. */
    public void hold() {
        process.signal("STOP");
        held = true;
    }

    public void goOn() {
        if (held) {
            process.signal("CONT");
            held = false;
        }
    }

    /** As an operator stops it. */
    public void stop() {
        process.signal("TERM");
        int code = process.exit(STOPPED);
        if (code != 0) {
            throw new IllegalStateException(name() + " ended with " + code + ": " + process.errors());
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
