/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.StorageApi.AskStored;
import io.atalaia.contracts.storage.StorageApi.Stored;
import io.atalaia.contracts.storage.StorageApi.StoredTier;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Stretch;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How large what is kept is and will be. What the stores write is counted by tier as it is written, together with the hours of
 * machines that were packed, so that nothing has to be read to know it. Used from one event loop.
 */
public final class Sizes {
    /** A machine that sent nothing for so long is not expected to send more. */
    private static final long GONE_AFTER = Stretch.DAY;

    private final MetaStore meta;
    private final SampleStore samples;
    private final Room room;
    private final Clock clock;
    private final int version;
    private final Map<String, Duration> kept;
    private final Written written;

    /** @param kept how long each tier is kept, in the order in which they are told */
    public Sizes(
            MetaStore meta,
            SampleStore samples,
            Written written,
            Room room,
            Clock clock,
            int version,
            Map<String, Duration> kept) {
        this.meta = meta;
        this.samples = samples;
        this.written = written;
        this.room = room;
        this.clock = clock;
        this.version = version;
        this.kept = kept;
    }

    public Future<Void> save() {
        Map<String, Long> amounts = written.take();
        return amounts.isEmpty()
                ? Future.succeededFuture()
                : meta.measured(amounts).onFailure(cause -> amounts.forEach(written::add));
    }

    public Future<Stored> answer(AskStored question) {
        return save().compose(saved -> meta.measured())
                .compose(measured -> samples.machines().map(machines -> stored(measured, living(machines))));
    }

    private long living(List<Machine> machines) {
        long since = clock.millis() - GONE_AFTER;
        return machines.stream().filter(machine -> machine.lastBlock() >= since).count();
    }

    private Stored stored(Map<String, Long> measured, long machines) {
        List<StoredTier> tiers = new ArrayList<>();
        kept.forEach((tier, length) ->
                tiers.add(new StoredTier(tier, length.toMillis(), expected(measured, tier, length, machines))));
        return new Stored(version, room.space().used(), room.space().free(), room.refusing(), tiers);
    }

    /** What an hour of a machine took so far, times the hours that are kept, times the machines. */
    private static long expected(Map<String, Long> measured, String tier, Duration length, long machines) {
        long hours = measured.getOrDefault(Written.HOURS, 0L);
        Long bytes = measured.get(tier);
        return hours == 0 || bytes == null
                ? Disk.UNKNOWN
                : Math.round((double) bytes / hours * length.toHours() * machines);
    }
}
