/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Stretch;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than what is kept: packed documents by their computable ids, a bounded stretch at a time. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration HOLD_BACK = Duration.ofHours(1);
    private static final long MOST_HOURS_A_ROUND = 200;
    private static final long MOST_DAYS_A_ROUND = 60;

    private final SampleStore store;
    private final Clock clock;
    private final Lease lease;
    private final Duration raw;
    private final Duration minute;
    private OptionalLong wallAhead = OptionalLong.empty();
    private long notBefore;

    public Retention(SampleStore store, Clock clock, Lease lease, Duration raw, Duration minute) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.raw = raw;
        this.minute = minute;
    }

    public Future<Void> round() {
        return lease.fence().isEmpty() || clockJumped()
                ? Future.succeededFuture()
                : store.machines().compose(machines -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Machine machine : machines) {
                        all = all.compose(before -> clean(machine));
                    }
                    return all;
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
        long firstHour = Math.max(machine.rawFrom(), Stretch.hourOf(machine.firstBlock()));
        long firstDay = Math.max(machine.minuteFrom(), Stretch.dayOfHour(Stretch.hourOf(machine.firstBlock())));
        long hour = Math.min(keptHour(machine), firstHour + MOST_HOURS_A_ROUND);
        long day = Math.min(keptDay(machine), firstDay + MOST_DAYS_A_ROUND);
        if (hour <= firstHour && day <= firstDay) {
            return Future.succeededFuture();
        }
        return store.removeTiers(ids(machine, firstHour, hour, firstDay, day))
                .compose(done -> store.kept(machine.facts().id(), Math.max(firstHour, hour), Math.max(firstDay, day)));
    }

    /** An hour that waits to be packed is packed first, or its minutes would never be. */
    private long keptHour(Machine machine) {
        long waiting = machine.touched().keySet().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(waiting, Stretch.hourOf(clock.millis() - raw.toMillis()));
    }

    private long keptDay(Machine machine) {
        return Math.min(
                Stretch.dayOfHour(keptHour(machine)),
                Stretch.dayOfHour(Stretch.hourOf(clock.millis() - minute.toMillis())));
    }

    private static List<String> ids(Machine machine, long firstHour, long hour, long firstDay, long day) {
        String id = machine.facts().id();
        List<String> ids = new ArrayList<>();
        LongStream.range(firstHour, hour).forEach(gone -> {
            ids.add(Stretch.indexId(gone, id));
            machine.groups().forEach(group -> ids.add(Stretch.rawId(gone, id, group)));
        });
        LongStream.range(firstDay, day)
                .forEach(gone -> machine.groups().forEach(group -> ids.add(Stretch.minutesId(gone, id, group))));
        return ids;
    }
}
