/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.storage.engine.Damage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What storage counts of itself. */
public final class Meters {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
    /** So many damaged places are told in the log; all are counted. */
    private static final int MOST_TOLD = 1_000;

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter refused;
    private final Counter quarantined;
    private final Counter quarantineDropped;
    private final DistributionSummary bytes;
    private final Timer store;
    private final Timer pack;
    private final Counter packedHours;
    private final Counter damaged;
    private final Set<String> told = new HashSet<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        stored = blocks("stored");
        duplicates = blocks("duplicate");
        refused = blocks("refused");
        quarantined = blocks("quarantined");
        quarantineDropped = Counter.builder("atalaia_storage_quarantine_dropped")
                .description("Blocks that were put aside and removed before their time because there were too many")
                .register(registry);
        bytes = DistributionSummary.builder("atalaia_storage_block_bytes")
                .description("Payload of the blocks that came")
                .register(registry);
        store = Timer.builder("atalaia_storage_store")
                .description("From a block's arrival to its acknowledgement")
                .register(registry);
        pack = Timer.builder("atalaia_storage_pack")
                .description("Packing of an hour of a machine")
                .register(registry);
        packedHours = Counter.builder("atalaia_storage_packings")
                .description("Hours of machines that were packed")
                .register(registry);
        damaged = Counter.builder("atalaia_storage_damaged")
                .description("Stored blocks and columns that could not be read")
                .register(registry);
    }

    private Counter blocks(String outcome) {
        return Counter.builder("atalaia_storage_blocks")
                .description("Blocks that came")
                .tag("outcome", outcome)
                .register(registry);
    }

    void queue(Supplier<Number> length) {
        Gauge.builder("atalaia_storage_queue", length)
                .description("Blocks that wait to be written")
                .register(registry);
    }

    void arrived(int size) {
        bytes.record(size);
    }

    void refused() {
        refused.increment();
    }

    void quarantined() {
        quarantined.increment();
    }

    void quarantineDropped(int blocks) {
        quarantineDropped.increment(blocks);
    }

    void stored(int fresh, int known) {
        stored.increment(fresh);
        duplicates.increment(known);
    }

    void acknowledged(long nanos) {
        store.record(nanos, TimeUnit.NANOSECONDS);
    }

    void packed(long nanos) {
        packedHours.increment();
        pack.record(nanos, TimeUnit.NANOSECONDS);
    }

    void answered(String tier, long nanos) {
        Timer.builder("atalaia_storage_query")
                .description("Answering a question, by the resolution that was read")
                .tag("tier", tier)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Tells of each damaged place once; runs on the event loop. */
    void damaged(String machine, Damage damage) {
        for (String place : damage.places()) {
            damaged.increment();
            if (told.size() < MOST_TOLD && told.add(machine + " " + place)) {
                LOG.atError()
                        .addKeyValue("machine", machine)
                        .addKeyValue("place", place)
                        .log("stored data cannot be read and is answered as a gap");
            }
        }
    }
}
