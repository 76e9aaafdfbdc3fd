/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Stretch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Packs what has ended: hours of machines, then days, then the figures of the fleet. Every step may be the last: whoever comes
 * after finds what was not finished on its list and repeats it.
 */
public final class Packer {
    /** Blocks travel up to a minute and a half. */
    private static final long AFTER_END = 3 * Stretch.MINUTE;
    /** A round ends so that the next one sees the list anew. */
    private static final int MOST_A_ROUND = 2_000;
    /** So many machines at a time: while one's hour is computed, the others' are read or written. */
    private static final int LANES = 4;

    private final SampleStore store;
    private final Clock clock;
    private final Lease lease;
    private final HourWork hours;
    private final DayWork days;
    private final FleetWork fleet;

    public Packer(SampleStore store, Schemas schemas, Workers workers, Clock clock, Meters meters, Lease lease) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.hours = new HourWork(store, schemas, workers, clock, meters, lease);
        this.days = new DayWork(store, workers, meters, lease);
        this.fleet = new FleetWork(store, workers, lease);
    }

    /**
     * Packs what is due, oldest first, as long as this node holds the lease. What fails holds nothing else up, unless the
     * store itself does not answer; the round then fails with the first failure.
     */
    public Future<Void> round() {
        return lease.fence().isEmpty()
                ? Future.succeededFuture()
                : store.machines().compose(this::all);
    }

    private Future<Void> all(List<Machine> machines) {
        List<HourWork.Hour> due = dueHours(machines);
        var failed = new Failures();
        return store.noteFleet(due.stream().map(HourWork.Hour::hour).collect(Collectors.toSet()))
                .compose(noted -> lanes(due, HourWork.Hour::id, hours::pack, failed))
                .compose(done -> lanes(dueDays(machines), DayWork.Day::id, days::pack, failed))
                .compose(done -> failed.noting(fleet.write(machines)))
                .compose(done -> failed.first());
    }

    private long ended() {
        return Stretch.hourOf(clock.millis() - AFTER_END);
    }

    /**
     * An hour ends by the machine's own time, since the clocks of hubs may differ: when there is a block of a later one, or
     * when a whole hour passed without.
     */
    private List<HourWork.Hour> dueHours(List<Machine> machines) {
        long ended = ended();
        return first(
                machines.stream()
                        .flatMap(machine -> machine.touched().entrySet().stream()
                                .map(hour -> new HourWork.Hour(machine, hour.getKey(), hour.getValue())))
                        .filter(hour -> hour.hour() < ended
                                && (hour.hour() < Stretch.hourOf(hour.machine().lastBlock())
                                        || hour.hour() < ended - 1))
                        .toList(),
                HourWork.Hour::hour);
    }

    /** A day is packed once none of its hours waits. */
    private List<DayWork.Day> dueDays(List<Machine> machines) {
        long today = Stretch.dayOfHour(ended());
        return first(
                machines.stream()
                        .flatMap(machine -> machine.days().entrySet().stream()
                                .filter(day -> day.getKey() < today
                                        && machine.touched().keySet().stream()
                                                .noneMatch(hour -> Stretch.dayOfHour(hour) == day.getKey()))
                                .map(day -> new DayWork.Day(machine, day.getKey(), day.getValue())))
                        .toList(),
                DayWork.Day::day);
    }

    private static <T> List<T> first(List<T> all, ToLongFunction<T> time) {
        return all.stream()
                .sorted(Comparator.comparingLong(time))
                .limit(MOST_A_ROUND)
                .toList();
    }

    /** What belongs to one machine is done one by one. */
    private static <T> Future<Void> lanes(
            List<T> all, Function<T, String> machine, Function<T, Future<Void>> work, Failures failed) {
        Collection<List<T>> lanes = all.stream()
                .collect(Collectors.groupingBy(
                        one -> Math.floorMod(machine.apply(one).hashCode(), LANES)))
                .values();
        return Future.join(
                        lanes.stream().map(lane -> oneByOne(lane, work, failed)).toList())
                .mapEmpty();
    }

    private static <T> Future<Void> oneByOne(List<T> lane, Function<T, Future<Void>> work, Failures failed) {
        Future<Void> all = Future.succeededFuture();
        for (T one : lane) {
            all = all.compose(before -> failed.noting(work.apply(one)));
        }
        return all;
    }

    /** What went wrong in one round. */
    private static final class Failures {
        private final List<Throwable> causes = new ArrayList<>();

        Future<Void> noting(Future<Void> work) {
            return work.recover(cause -> {
                causes.add(cause);
                return cause instanceof SampleStore.Trouble ? Future.failedFuture(cause) : Future.succeededFuture();
            });
        }

        Future<Void> first() {
            return causes.isEmpty() ? Future.succeededFuture() : Future.failedFuture(causes.get(0));
        }
    }
}
