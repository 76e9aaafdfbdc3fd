/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.gateway.engine.GuestRows;
import io.atalaia.platform.clock.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Shows what guests sent among the live machines, once a second. What does not fit is left out there and nowhere else: every
 * sample is on disk already. Used on the gateway's event loop alone.
 */
final class LiveGuests {
    /** Of one guest in a second, times its series. */
    private static final int MOST_FIGURES = 1_000;

    private static final int MOST_SAMPLES = 10;
    private static final long SHOWN_MILLIS = 120_000;
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final LiveService live;
    private final Clock clock;
    private final Map<String, Shown> guests = new HashMap<>();

    LiveGuests(LiveService live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    private static final class Shown {
        private final TreeMap<Long, Sample> waiting = new TreeMap<>();
        private MachineFacts facts;
        private Schema schema;
        private boolean greeted;
        private long heardNanos;
    }

    void stored(GuestRows rows) {
        Shown guest = guests.computeIfAbsent(rows.facts().id(), id -> new Shown());
        guest.greeted &= rows.schema() == guest.schema && rows.facts().equals(guest.facts);
        guest.facts = rows.facts();
        guest.schema = rows.schema();
        guest.heardNanos = clock.nanos();
        long now = clock.millis();
        int most = Math.max(
                1, Math.min(MOST_SAMPLES, MOST_FIGURES / rows.schema().series().size()));
        for (Sample sample : rows.samples()) {
            if (sample.time() > now - SHOWN_MILLIS && sample.time() <= now) {
                guest.waiting.put(sample.time(), sample);
                if (guest.waiting.size() > most) {
                    guest.waiting.pollFirstEntry();
                }
            }
        }
    }

    /** Call it once a second. */
    void tick() {
        Iterator<Shown> all = guests.values().iterator();
        while (all.hasNext()) {
            Shown guest = all.next();
            if (!guest.waiting.isEmpty()) {
                show(guest);
            } else if (clock.nanos() - guest.heardNanos > QUIET_NANOS) {
                live.forget(guest.facts.id());
                all.remove();
            }
        }
    }

    private void show(Shown guest) {
        var samples = guest.waiting.values().stream()
                .map(sample -> GuestRows.widened(sample, guest.schema))
                .toList();
        guest.waiting.clear();
        if (!guest.greeted) {
            guest.greeted = live.show(new Hello(guest.facts, guest.schema));
        }
        if (guest.greeted) {
            guest.greeted = live.show(new Samples(samples));
        }
    }
}
