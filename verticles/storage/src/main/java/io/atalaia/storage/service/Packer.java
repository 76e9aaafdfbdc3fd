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
import io.atalaia.storage.engine.StoredBlock;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Packs the hours that have ended. Every step may be the last: samples first, then the index that says which blocks they
 * hold, then the mark, then the minutes go, and only then the hour leaves the list of those to pack. Whoever comes after finds
 * the hour on the list and repeats what was not finished.
 */
public final class Packer {
    /** Blocks travel up to a minute and a half. */
    private static final long AFTER_END = 3 * Stretch.MINUTE;
    /** A round ends so that the next one sees the list anew. */
    private static final int MOST_HOURS_A_ROUND = 2_000;

    /** Two machines at a time: while one's hour is computed, the other's is read or written. */
    private static final int LANES = 2;

    private final SampleStore store;
    private final Schemas schemas;
    private final Workers workers;
    private final Clock clock;
    private final Meters meters;
    private final Lease lease;

    private record Hour(Machine machine, long hour, long number) {
        String id() {
            return machine.facts().id();
        }
    }

    public Packer(SampleStore store, Schemas schemas, Workers workers, Clock clock, Meters meters, Lease lease) {
        this.store = store;
        this.schemas = schemas;
        this.workers = workers;
        this.clock = clock;
        this.meters = meters;
        this.lease = lease;
    }

    /** Packs what is due, oldest first, as long as this node holds the lease. Fails with the first hour that fails. */
    public Future<Void> round() {
        return lease.fence().isEmpty()
                ? Future.succeededFuture()
                : store.machines().compose(this::all);
    }

    private Future<Void> all(List<Machine> machines) {
        long ended = Stretch.hourOf(clock.millis() - AFTER_END);
        List<Hour> due = machines.stream()
                .flatMap(machine -> machine.touched().entrySet().stream()
                        .filter(hour -> hour.getKey() < ended)
                        .map(hour -> new Hour(machine, hour.getKey(), hour.getValue())))
                .sorted(Comparator.comparingLong(Hour::hour))
                .limit(MOST_HOURS_A_ROUND)
                .toList();
        Map<Integer, List<Hour>> lanes = due.stream()
                .collect(Collectors.groupingBy(hour -> Math.floorMod(hour.id().hashCode(), LANES)));
        return Future.join(lanes.values().stream().map(this::oneByOne).toList()).mapEmpty();
    }

    private Future<Void> oneByOne(List<Hour> hours) {
        Future<Void> all = Future.succeededFuture();
        for (Hour hour : hours) {
            all = all.compose(before -> pack(hour));
        }
        return all;
    }

    private Future<Void> pack(Hour hour) {
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
                        .compose(groups -> store.packed(hour.id(), hour.hour(), groups))
                        .compose(marked -> store.drop(hour.id(), read))
                        .compose(dropped -> store.forget(hour.id(), hour.hour(), hour.number())))
                .onSuccess(done -> meters.packed(clock.nanos() - begun));
    }

    /** The groups that were written; none when every block was packed before. */
    private Future<Set<String>> packed(Hour hour, long fence, List<MinuteBlocks> minutes) {
        String index = Stretch.indexId(hour.hour(), hour.id());
        String before = Stretch.indexId(hour.hour() - 1, hour.id());
        return store.tiers(List.of(index, before), Set.of()).compose(found -> {
            Map<String, Tier> indexes = byId(found);
            List<StoredBlock> fresh = fresh(minutes, HourIndex.of(indexes.get(index)));
            return fresh.isEmpty()
                    ? Future.succeededFuture(Set.of())
                    : packed(hour, fence, fresh, indexes.get(index), HourIndex.of(indexes.get(before)));
        });
    }

    private static List<StoredBlock> fresh(List<MinuteBlocks> minutes, HourIndex index) {
        return minutes.stream()
                .flatMap(minute -> minute.blocks().stream())
                .filter(block -> !index.blocks().has(block))
                .sorted(Comparator.comparingLong(StoredBlock::from).thenComparing(StoredBlock::key))
                .toList();
    }

    private Future<Set<String>> packed(Hour hour, long fence, List<StoredBlock> fresh, Tier index, HourIndex before) {
        Set<String> hashes = fresh.stream().map(StoredBlock::schema).collect(Collectors.toSet());
        return schemas.all(hashes).compose(known -> stored(hour, known).compose(stored -> {
            if (index != null) {
                stored.put(index.id(), index);
            }
            long every = hour.machine().everyMillis(hour.hour() * Stretch.HOUR, (hour.hour() + 1) * Stretch.HOUR);
            var work =
                    new Work(hour.id(), hour.hour(), fence, every, HourIndex.of(index), before, fresh, known, stored);
            return workers.run(() -> HourPacker.pack(work)).compose(packed -> write(hour, known, packed));
        }));
    }

    /** What is there of the groups: samples whole, since they are merged; of minutes only the fence. */
    private Future<Map<String, Tier>> stored(Hour hour, Map<String, KnownSchema> known) {
        var groups = HourPacker.groups(known.values()).keySet();
        long day = Stretch.dayOfHour(hour.hour());
        List<String> samples = new ArrayList<>();
        List<String> minutes = new ArrayList<>();
        groups.forEach(group -> {
            samples.add(Stretch.rawId(hour.hour(), hour.id(), group));
            minutes.add(Stretch.minutesId(day, hour.id(), group));
        });
        return store.tiers(samples, Set.of()).compose(raw -> store.fences(minutes)
                .map(fences -> byId(Stream.concat(raw.stream(), fences.stream()).toList())));
    }

    private Future<Set<String>> write(Hour hour, Map<String, KnownSchema> known, Packed packed) {
        meters.damaged(hour.id(), packed.damage());
        return written(packed.groups())
                .compose(groups -> written(List.of(packed.index())))
                .map(done -> HourPacker.groups(known.values()).keySet());
    }

    private Future<Void> written(List<Tier.Write> writes) {
        return store.write(writes)
                .compose(accepted -> accepted
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("another node packs this hour")));
    }

    private static Map<String, Tier> byId(List<Tier> tiers) {
        return tiers.stream().collect(Collectors.toMap(Tier::id, Function.identity()));
    }
}
