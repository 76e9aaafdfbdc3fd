/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.MinuteBlocks;
import io.atalaia.storage.engine.RecentHeadlines;
import io.atalaia.storage.engine.StoredBlock;
import io.atalaia.storage.engine.Stretch;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The headline figures of the hours that are not packed, read from the blocks a few minutes at a time, whichever storage took
 * them: rounds bring it up to date, so that a question costs no reading. Used from one event loop.
 */
public final class RecentFleet {
    private static final int HOURS = 3;
    private static final int MOST_MACHINES = 10_000;
    private static final int TOGETHER = 4;

    private final SampleStore store;
    private final Schemas schemas;
    private final Workers workers;
    private final Map<String, RecentHeadlines> machines = new HashMap<>();

    public RecentFleet(SampleStore store, Schemas schemas, Workers workers) {
        this.store = store;
        this.schemas = schemas;
        this.workers = workers;
    }

    /** Reads what is new of each machine. */
    public Future<Void> round() {
        return store.machines().compose(all -> {
            machines.keySet()
                    .retainAll(all.stream().map(one -> one.facts().id()).collect(Collectors.toSet()));
            Future<Void> rounds = Future.succeededFuture();
            for (int at = 0; at < Math.min(all.size(), MOST_MACHINES); at += TOGETHER) {
                List<Machine> some = all.subList(at, Math.min(all.size(), at + TOGETHER));
                rounds = rounds.compose(before ->
                        Future.join(some.stream().map(this::read).toList()).mapEmpty());
            }
            return rounds;
        });
    }

    private Future<Void> read(Machine machine) {
        String id = machine.facts().id();
        var known = machines.computeIfAbsent(id, one -> new RecentHeadlines());
        long newestHour = Stretch.hourOf(machine.lastBlock());
        known.forget(newestHour - HOURS);
        List<Long> minutes = newMinutes(machine, known.lastTime(), newestHour);
        if (minutes.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.minutes(id, minutes).compose(read -> schemas.all(machine.schemas(newestHour - HOURS, newestHour))
                .compose(found -> workers.run(() -> {
                    known.addStored(blocks(read), found, machine.facts().everyMillis());
                    return null;
                })));
    }

    /** Minutes of hours that wait to be packed, after what is known. */
    private static List<Long> newMinutes(Machine machine, long lastTime, long newestHour) {
        long first = Math.max(Stretch.minuteOf(lastTime), (newestHour - HOURS + 1) * Stretch.MINUTES_AN_HOUR);
        return LongStream.rangeClosed(first, Stretch.minuteOf(machine.lastBlock()))
                .filter(minute -> machine.lastBlock() > lastTime
                        && machine.touched().containsKey(Math.floorDiv(minute, Stretch.MINUTES_AN_HOUR)))
                .boxed()
                .toList();
    }

    private static List<StoredBlock> blocks(List<MinuteBlocks> minutes) {
        return minutes.stream().flatMap(minute -> minute.blocks().stream()).toList();
    }

    Map<String, double[][]> tables(long hour, String metric) {
        Map<String, double[][]> tables = new HashMap<>();
        machines.forEach((machine, figures) -> {
            double[][] table = figures.table(hour, metric);
            if (table != null) {
                tables.put(machine, table);
            }
        });
        return tables;
    }

    /** The newest sample that is known of any machine, epoch milliseconds; 0 when none is. */
    long newest() {
        return machines.values().stream()
                .mapToLong(RecentHeadlines::lastTime)
                .max()
                .orElse(0);
    }
}
