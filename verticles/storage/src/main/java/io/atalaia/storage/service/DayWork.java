/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.platform.lease.Lease;
import io.atalaia.storage.engine.DayPacker;
import io.atalaia.storage.engine.DayPacker.Work;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Packs the minutes of a day's hours into the tiers of longer stretches; only then the day leaves the list of those to pack. */
final class DayWork {
    private final SampleStore store;
    private final Workers workers;
    private final Meters meters;
    private final Lease lease;

    /** @param number that the day had on the list */
    record Day(Machine machine, long day, long number) {
        String id() {
            return machine.facts().id();
        }
    }

    DayWork(SampleStore store, Workers workers, Meters meters, Lease lease) {
        this.store = store;
        this.workers = workers;
        this.meters = meters;
        this.lease = lease;
    }

    Future<Void> pack(Day day) {
        OptionalLong fence = lease.fence();
        if (fence.isEmpty()) {
            return Future.succeededFuture();
        }
        Set<String> parts = day.machine().groups().stream().map(SeriesId::part).collect(Collectors.toSet());
        Future<Void> all = Future.succeededFuture();
        for (String part : parts) {
            all = all.compose(before -> pack(day, fence.getAsLong(), part));
        }
        return all.compose(packed -> store.forgetDay(day.id(), day.day(), day.number()));
    }

    private Future<Void> pack(Day day, long fence, String part) {
        Map<String, Long> ids = new HashMap<>();
        for (long hour = day.day() * Stretch.HOURS_A_DAY; hour < (day.day() + 1) * Stretch.HOURS_A_DAY; hour++) {
            ids.put(Stretch.hourlyId(hour, day.id(), part), hour);
        }
        return store.tiers(ids.keySet(), Set.of()).compose(hours -> stored(day, hours)
                .compose(stored -> workers.run(() -> DayPacker.pack(new Work(
                        day.id(),
                        day.day(),
                        fence,
                        hours.stream().collect(Collectors.toMap(hour -> ids.get(hour.id()), hour -> hour)),
                        stored))))
                .compose(packed -> {
                    meters.damaged(day.id(), packed.damage());
                    return HourWork.written(store, packed.documents());
                }));
    }

    private Future<Map<String, Tier>> stored(Day day, List<Tier> hours) {
        long month = Stretch.monthOfDay(day.day());
        List<String> ids = new ArrayList<>();
        DayPacker.groups(hours).forEach(group -> {
            ids.add(Stretch.minutesId(day.day(), day.id(), group));
            ids.add(Stretch.fivesId(day.day(), day.id(), group));
            ids.add(Stretch.hoursId(month, day.id(), group));
        });
        return store.tiers(ids, Set.of()).map(HourWork::byId);
    }
}
