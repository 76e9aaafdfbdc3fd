/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.HourIndex;
import io.atalaia.storage.engine.HourPacker;
import io.atalaia.storage.engine.HourPacker.Packed;
import io.atalaia.storage.engine.HourPacker.Work;
import io.atalaia.storage.engine.KnownSchema;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.StoredBlock;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Packs an hour of a machine: samples, minutes and processes first, then the index that says which blocks they hold, then the
 * mark, then the blocks go, and only then the hour leaves the list of those to pack.
 */
final class HourWork {
    /** A machine's document remembers so many times that could not be read. */
    private static final int MOST_DAMAGE = 500;

    private final SampleStore store;
    private final Schemas schemas;
    private final Workers workers;
    private final Clock clock;
    private final Meters meters;
    private final Lease lease;

    /** @param number that the hour had on the list */
    record Hour(Machine machine, long hour, long number) {
        String id() {
            return machine.facts().id();
        }

        private String index() {
            return Stretch.indexId(hour, id());
        }
    }

    private record Done(Set<String> groups, Map<Long, Long> damage) {
        static final Done NOTHING = new Done(Set.of(), Map.of());
    }

    HourWork(SampleStore store, Schemas schemas, Workers workers, Clock clock, Meters meters, Lease lease) {
        this.store = store;
        this.schemas = schemas;
        this.workers = workers;
        this.clock = clock;
        this.meters = meters;
        this.lease = lease;
    }

    Future<Void> pack(Hour hour) {
        OptionalLong fence = lease.fence();
        if (fence.isEmpty()) {
            return Future.succeededFuture();
        }
        long begun = clock.nanos();
        List<Long> minutes = LongStream.range(0, Stretch.MINUTES_AN_HOUR)
                .mapToObj(minute -> hour.hour() * Stretch.MINUTES_AN_HOUR + minute)
                .toList();
        return store.minutes(hour.id(), minutes)
                .compose(read -> packed(hour, fence.getAsLong(), read)
                        .compose(done -> store.packed(hour.id(), hour.hour(), done.groups(), done.damage()))
                        .compose(marked -> store.drop(hour.id(), read))
                        .compose(dropped -> store.forget(hour.id(), hour.hour(), hour.number())))
                .onSuccess(done -> meters.packed(clock.nanos() - begun));
    }

    private Future<Done> packed(Hour hour, long fence, List<MinuteBlocks> minutes) {
        String before = Stretch.indexId(hour.hour() - 1, hour.id());
        return store.tiers(List.of(hour.index(), before), Set.of()).compose(found -> {
            Map<String, Tier> indexes = byId(found);
            HourIndex index = HourIndex.of(indexes.get(hour.index()));
            HourIndex earlier = HourIndex.of(indexes.get(before));
            List<StoredBlock> fresh = fresh(minutes, index);
            // What was packed before is packed again only if the hour before got another end since.
            boolean unchanged =
                    fresh.isEmpty() && (!indexes.containsKey(hour.index()) || index.beforeTime() == earlier.lastTime());
            return unchanged
                    ? Future.succeededFuture(Done.NOTHING)
                    : packed(hour, fence, fresh, indexes.get(hour.index()), earlier);
        });
    }

    private static List<StoredBlock> fresh(List<MinuteBlocks> minutes, HourIndex index) {
        return minutes.stream()
                .flatMap(minute -> minute.blocks().stream())
                .filter(block -> !index.blocks().has(block))
                .sorted(Comparator.comparingLong(StoredBlock::from).thenComparing(StoredBlock::key))
                .toList();
    }

    private Future<Done> packed(Hour hour, long fence, List<StoredBlock> fresh, Tier index, HourIndex before) {
        HourIndex held = HourIndex.of(index);
        Set<String> hashes = new HashSet<>(held.blocks().schemas());
        fresh.forEach(block -> hashes.add(block.schema()));
        return schemas.all(hashes)
                .compose(known -> stored(hour, known, index)
                        .compose(stored -> workers.run(() -> HourPacker.pack(new Work(
                                hour.id(), hour.hour(), fence, every(hour), held, before, fresh, known, stored)))))
                .compose(packed -> write(hour, packed));
    }

    private static long every(Hour hour) {
        return hour.machine().everyMillis(hour.hour() * Stretch.HOUR, (hour.hour() + 1) * Stretch.HOUR);
    }

    /**
     * What is there of the hour: samples and processes whole, since they are merged, of the minutes only the fence. Without an
     * index they are what a killed packer left behind: all their blocks are still there, so only the fences matter.
     */
    private Future<Map<String, Tier>> stored(Hour hour, Map<String, KnownSchema> known, Tier index) {
        List<String> whole = new ArrayList<>();
        Set<String> fences = new HashSet<>();
        HourPacker.groups(known.values()).keySet().forEach(group -> {
            whole.add(Stretch.rawId(hour.hour(), hour.id(), group));
            fences.add(Stretch.hourlyId(hour.hour(), hour.id(), SeriesId.part(group)));
        });
        whole.add(Stretch.processesId(hour.hour(), hour.id()));
        if (index == null) {
            fences.addAll(whole);
            whole.clear();
        }
        return store.tiers(whole, Set.of()).compose(read -> store.fences(fences).map(rest -> {
            Map<String, Tier> stored = new HashMap<>(byId(read));
            stored.putAll(byId(rest));
            if (index != null) {
                stored.put(index.id(), index);
            }
            return stored;
        }));
    }

    /** The hour behind is told of a new end before the index is: a packer that is killed between the two tells it again. */
    private Future<Done> write(Hour hour, Packed packed) {
        meters.damaged(hour.id(), packed.damage());
        return written(store, packed.documents())
                .compose(done -> packed.endMoved() && isPackedBehind(hour)
                        ? store.touch(hour.id(), hour.hour() + 1)
                        : Future.succeededFuture())
                .compose(done -> written(store, List.of(packed.index())))
                .map(done -> new Done(packed.groups(), damage(hour, packed)));
    }

    private static boolean isPackedBehind(Hour hour) {
        return hour.hour() + 1 < hour.machine().packedTo()
                && !hour.machine().touched().containsKey(hour.hour() + 1);
    }

    private static Map<Long, Long> damage(Hour hour, Packed packed) {
        return hour.machine().damage().size() > MOST_DAMAGE
                ? Map.of()
                : packed.damage().times(Stretch.MINUTES_AN_HOUR);
    }

    static Future<Void> written(SampleStore store, List<Tier.Write> writes) {
        return store.write(writes)
                .compose(accepted -> accepted
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("another node packs the same")));
    }

    static Map<String, Tier> byId(List<Tier> tiers) {
        return tiers.stream().collect(Collectors.toMap(Tier::id, Function.identity()));
    }
}
