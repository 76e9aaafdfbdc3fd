/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.faults;

import io.atalaia.bench.faults.hubs.Agent;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the agents' journals more often than a journal file lives. */
final class LedgerLook implements AutoCloseable {
    private static final long EVERY_MILLIS = 50;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    LedgerLook(List<Agent> agents) {
        var ignored = timer.scheduleWithFixedDelay(
                () -> agents.forEach(agent -> agent.ledger().look()), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
