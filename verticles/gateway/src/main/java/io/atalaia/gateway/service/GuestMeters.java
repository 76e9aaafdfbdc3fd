/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.gateway.engine.Guests;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came in from guests, counted; and the log's word when the disk stops and starts to take it. */
public final class GuestMeters {
    private static final Logger LOG = LoggerFactory.getLogger(GuestMeters.class);
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final MeterRegistry meters;
    private final Counter stored;
    private final Counter repeated;
    private final Timer writes;
    private boolean failing;

    public GuestMeters(MeterRegistry meters) {
        this.meters = meters;
        stored = Counter.builder("atalaia_guests_lines")
                .description("Samples of guests that were stored and acknowledged")
                .register(meters);
        repeated = Counter.builder("atalaia_guests_repeated")
                .description("Samples of guests whose id was known: acknowledged, and not stored again")
                .register(meters);
        writes = Timer.builder("atalaia_guests_write")
                .description("Time to bring a group of samples to disk")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    void watch(Guests guests) {
        Gauge.builder("atalaia_guests", guests, Guests::count)
                .description("Guests that were heard within the last hour")
                .strongReference(true)
                .register(meters);
        Gauge.builder("atalaia_guests_series", guests, Guests::series)
                .description("Series of all guests")
                .strongReference(true)
                .register(meters);
    }

    void stored(int lines, long nanos) {
        stored.increment(lines);
        writes.record(nanos, TimeUnit.NANOSECONDS);
        if (failing) {
            failing = false;
            LOG.atInfo().log("the disk takes samples of guests again");
        }
    }

    void repeated() {
        repeated.increment();
    }

    /** @param reason one word of a few */
    void refused(String reason) {
        Counter.builder("atalaia_guests_refused")
                .description("Samples of guests that were refused, by reason")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }

    void failed(Throwable cause) {
        refused("disk");
        if (!failing) {
            failing = true;
            LOG.atError().setCause(cause).log("the disk does not take samples of guests; they are told to try again");
        }
    }
}
