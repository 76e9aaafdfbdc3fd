/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.FleetHour;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.Stretch;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than what is kept: packed documents by their computable ids, a bounded stretch at a time. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration HOLD_BACK = Duration.ofHours(1);
    private static final long MOST_HOURS = 200;
    private static final long MOST_DAYS = 60;
    private static final long MOST_MONTHS = 12;
    /** Behind all times, and no overflow when it is multiplied. */
    private static final long NEVER = Long.MAX_VALUE / 1_000;

    private final SampleStore store;
    private final Clock clock;
    private final Lease lease;
    private final HowLong kept;
    private OptionalLong wallAhead = OptionalLong.empty();
    private long notBefore;

    public Retention(SampleStore store, Clock clock, Lease lease, HowLong kept) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.kept = kept;
    }

    public Future<Void> round() {
        return lease.fence().isEmpty() || clockJumped()
                ? Future.succeededFuture()
                : store.machines().compose(machines -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Machine machine : machines) {
                        all = all.compose(before -> clean(machine));
                    }
                    return all.compose(done -> cleanFleet(machines));
                });
    }

    /**
     * A wall clock that jumped may be wrong, and what is removed is gone: for an hour after a jump nothing is. Only jumps while
     * this process runs are seen.
     */
    private boolean clockJumped() {
        long ahead = clock.millis() - TimeUnit.NANOSECONDS.toMillis(clock.nanos());
        if (wallAhead.isPresent() && Math.abs(ahead - wallAhead.getAsLong()) > HOLD_BACK.toMillis()) {
            notBefore = clock.nanos() + HOLD_BACK.toNanos();
            LOG.atWarn().log("the clock jumped by more than an hour: nothing old is removed for an hour");
        }
        wallAhead = OptionalLong.of(ahead);
        return notBefore != 0 && clock.nanos() - notBefore < 0;
    }

    private Future<Void> clean(Machine machine) {
        if (machine.firstBlock() == Long.MAX_VALUE || lease.fence().isEmpty()) {
            return Future.succeededFuture();
        }
        Kept next = next(machine);
        Future<Void> removed = next.equals(machine.kept())
                ? Future.succeededFuture()
                : store.removeTiers(ids(machine, next))
                        .compose(done -> store.kept(machine.facts().id(), next));
        return removed.compose(done -> isOld(machine)
                ? store.prune(machine.facts().id(), clock.millis() - kept.hour().toMillis())
                : Future.succeededFuture());
    }

    private boolean isOld(Machine machine) {
        long oldest = clock.millis() - kept.hour().toMillis();
        return machine.used().values().stream().anyMatch(hours -> hours.last() < Stretch.hourOf(oldest))
                || machine.damage().values().stream().anyMatch(to -> to < oldest)
                || (machine.uses().size() > 1 && machine.uses().get(1).since() < oldest);
    }

    /** How far this round removes; a bounded stretch of each kind. */
    private Kept next(Machine machine) {
        long first = Stretch.hourOf(machine.firstBlock());
        long firstDay = Stretch.dayOfHour(first);
        Kept now = machine.kept();
        long raw = upTo(Math.max(first, now.rawHour()), keptHour(machine, kept.raw()), MOST_HOURS);
        long waitingDay = least(machine.days().keySet()) * Stretch.HOURS_A_DAY;
        return new Kept(
                raw,
                upTo(Math.max(first, now.hourlyHour()), Math.min(raw, waitingDay), MOST_HOURS),
                upTo(Math.max(first, now.processesHour()), keptHour(machine, kept.processes()), MOST_HOURS),
                upTo(Math.max(firstDay, now.minuteDay()), keptDay(machine, kept.minute()), MOST_DAYS),
                upTo(Math.max(firstDay, now.fiveDay()), keptDay(machine, kept.fiveMinutes()), MOST_DAYS),
                upTo(
                        Math.max(Stretch.monthOfDay(firstDay), now.hourMonth()),
                        Stretch.monthOfDay(keptDay(machine, kept.hour())),
                        MOST_MONTHS));
    }

    private static long upTo(long from, long wanted, long most) {
        return Math.max(from, Math.min(wanted, from + most));
    }

    private static long least(Set<Long> times) {
        return times.stream().mapToLong(Long::longValue).min().orElse(NEVER);
    }

    /** An hour that waits to be packed is packed first, and one more stays: blocks of it may be on their way. */
    private long keptHour(Machine machine, Duration how) {
        return Math.min(least(machine.touched().keySet()), Stretch.hourOf(clock.millis() - how.toMillis()) - 1);
    }

    private long keptDay(Machine machine, Duration how) {
        return Math.min(least(machine.days().keySet()), Stretch.dayOfHour(keptHour(machine, how)));
    }

    private static List<String> ids(Machine machine, Kept next) {
        String id = machine.facts().id();
        Kept now = machine.kept();
        Set<String> parts = machine.groups().stream().map(SeriesId::part).collect(Collectors.toSet());
        long first = Stretch.hourOf(machine.firstBlock());
        long day = Stretch.dayOfHour(first);
        List<String> ids = new ArrayList<>();
        each(first, now.rawHour(), next.rawHour(), hour -> {
            ids.add(Stretch.indexId(hour, id));
            machine.groups().forEach(group -> ids.add(Stretch.rawId(hour, id, group)));
        });
        each(
                first,
                now.hourlyHour(),
                next.hourlyHour(),
                hour -> parts.forEach(part -> ids.add(Stretch.hourlyId(hour, id, part))));
        each(first, now.processesHour(), next.processesHour(), hour -> ids.add(Stretch.processesId(hour, id)));
        each(day, now.minuteDay(), next.minuteDay(), gone -> machine.groups()
                .forEach(group -> ids.add(Stretch.minutesId(gone, id, group))));
        each(day, now.fiveDay(), next.fiveDay(), gone -> machine.groups()
                .forEach(group -> ids.add(Stretch.fivesId(gone, id, group))));
        each(Stretch.monthOfDay(day), now.hourMonth(), next.hourMonth(), month -> machine.groups()
                .forEach(group -> ids.add(Stretch.hoursId(month, id, group))));
        return ids;
    }

    private static void each(long first, long now, long next, LongConsumer work) {
        LongStream.range(Math.max(first, now), next).forEach(work);
    }

    /** The figures of the fleet stay as long as the five minutes of machines. */
    private Future<Void> cleanFleet(List<Machine> machines) {
        return store.fleet().compose(fleet -> {
            long first = machines.stream()
                    .mapToLong(Machine::firstBlock)
                    .filter(block -> block != Long.MAX_VALUE)
                    .map(Stretch::hourOf)
                    .min()
                    .orElse(NEVER);
            long from = Math.max(first, fleet.from());
            long wanted = Math.min(
                    least(fleet.touched().keySet()),
                    Stretch.hourOf(clock.millis() - kept.fiveMinutes().toMillis()));
            long next = Math.min(wanted, from + MOST_HOURS);
            if (next <= from || lease.fence().isEmpty()) {
                return Future.succeededFuture();
            }
            List<String> ids = new ArrayList<>();
            LongStream.range(from, next).forEach(hour -> ids.addAll(FleetHour.ids(hour)));
            return store.removeTiers(ids).compose(done -> store.keptFleet(next));
        });
    }
}
