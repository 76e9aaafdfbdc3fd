/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Cost;
import io.atalaia.agent.engine.Throttle;
import io.atalaia.agent.engine.Throttle.Change;
import io.atalaia.platform.clock.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a minute at what the agent costs, and says so when it samples less, or as much again. Event loop only. */
public final class ThrottleWatch {
    static final long EVERY_MILLIS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(ThrottleWatch.class);

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final Clock clock;
    private final Cost cost;
    private final Throttle throttle;
    private final BiConsumer<Change, String> changed;
    private final AtomicInteger number = new AtomicInteger();
    private boolean readable = true;
    private long timer = -1;
    private boolean looking;
    private boolean stopped;

    /** @param changed told of each change, with a sentence for people */
    public ThrottleWatch(
            Vertx vertx,
            WorkerExecutor worker,
            Clock clock,
            MeterRegistry meters,
            Cost cost,
            Throttle throttle,
            BiConsumer<Change, String> changed) {
        this.vertx = vertx;
        this.worker = worker;
        this.clock = clock;
        this.cost = cost;
        this.throttle = throttle;
        this.changed = changed;
        Gauge.builder("atalaia_agent_throttle", number, AtomicInteger::get)
                .description("How many steps less than configured the agent samples, because of what it costs.")
                .register(meters);
    }

    public void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, fired -> look());
    }

    public void stop() {
        vertx.cancelTimer(timer);
        stopped = true;
    }

    void look() {
        if (looking) {
            // The worker hangs at a device; looks that come together would tell nothing of the time between.
            return;
        }
        looking = true;
        worker.executeBlocking(cost::cpuNanos, false)
                .andThen((cpu, cause) -> looking = false)
                .onSuccess(cpu -> throttle.look(clock.nanos(), cpu).ifPresent(this::tell))
                .onFailure(this::unreadable);
    }

    private void tell(Change change) {
        if (stopped) {
            return;
        }
        number.set(change.number());
        String what = String.format(
                Locale.ROOT,
                "The agent took %.1f %% of a processor: it now samples every %s s, processes every %s s, volumes and sensors every %s s.",
                change.percent(),
                change.step().everyMillis() / 1000.0,
                change.step().processesMillis() / 1000.0,
                change.step().slowMillis() / 1000.0);
        if (change.down()) {
            LOG.atWarn().log(what);
        } else {
            LOG.atInfo().log(what);
        }
        changed.accept(change, what);
    }

    private void unreadable(Throwable cause) {
        if (readable) {
            readable = false;
            LOG.atDebug().addKeyValue("cause", cause.toString()).log("what the agent costs cannot be read");
        }
    }
}
