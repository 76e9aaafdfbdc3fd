/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.read.HostFacts;
import io.atalaia.agent.read.Platform;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a minute whether the machine is still called and reached as before. Event loop only. */
public final class FactsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FactsWatch.class);
    private static final long EVERY_MILLIS = 60_000;

    private final Vertx vertx;
    private final Platform platform;
    private final WorkerExecutor workers;
    private final Consumer<HostFacts> changed;
    private HostFacts known;
    private boolean looking;
    private long timer = -1;

    /** @param changed hears of facts that are others than before */
    public FactsWatch(
            Vertx vertx, Platform platform, WorkerExecutor workers, HostFacts known, Consumer<HostFacts> changed) {
        this.vertx = vertx;
        this.platform = platform;
        this.workers = workers;
        this.known = known;
        this.changed = changed;
    }

    public void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, fired -> look());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        workers.executeBlocking(platform::facts, false)
                .andThen((found, cause) -> looking = false)
                .onSuccess(this::compare)
                .onFailure(cause -> LOG.atDebug().setCause(cause).log("facts cannot be read"));
    }

    /** The kernel computes its start anew from the clock each time: the figure trembles. */
    private void compare(HostFacts found) {
        var steady = found.startedAt(known.bootTime());
        if (!steady.equals(known)) {
            known = steady;
            changed.accept(steady);
        }
    }
}
