/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.storage.StorageApi.AskTop;
import io.atalaia.contracts.storage.StorageApi.Top;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.atalaia.storage.engine.FleetHour;
import io.atalaia.storage.engine.HeadlineHour;
import io.atalaia.storage.engine.Ranking;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers which machines had the highest figures: from what is written of the fleet, and of newer hours from memory. */
public final class Tops {
    private static final int MOST = 100;
    private static final long LONGEST = 31 * Stretch.DAY;
    private static final long HOURS_AT_ONCE = 48;

    private final SampleStore store;
    private final Workers workers;
    private final RecentFleet recent;
    private final Clock clock;

    public Tops(SampleStore store, Workers workers, RecentFleet recent, Clock clock) {
        this.store = store;
        this.workers = workers;
        this.recent = recent;
        this.clock = clock;
    }

    public Future<Top> answer(AskTop question) {
        String wrong = wrong(question);
        if (wrong != null) {
            return Future.failedFuture(new Fault(Fault.BAD_REQUEST, wrong));
        }
        if (!HeadlineHour.METRICS.contains(question.metric())) {
            return Future.failedFuture(new Fault(
                    Fault.NOT_FOUND,
                    "no headline metric " + question.metric() + ", there are "
                            + String.join(", ", HeadlineHour.METRICS)));
        }
        return store.fleet().compose(fleet -> {
            long to = Math.min(question.to(), clock.millis());
            long first = Math.max(Stretch.hourOf(question.from()), fleet.from());
            var ranking = new Ranking(question.from(), question.to(), question.heirs());
            return ranked(ranking, question.metric(), first, Stretch.hourOf(to - 1))
                    .map(done -> new Top(ranking.top(question.by(), question.limit()), question.from(), until(to)));
        });
    }

    private long until(long to) {
        return recent.newest() == 0 ? to : Math.min(to, recent.newest() + 1);
    }

    private static String wrong(AskTop question) {
        if (question.metric() == null || question.by() == null) {
            return "metric and by are needed";
        }
        if (question.limit() < 1 || question.limit() > MOST) {
            return "limit: 1 to " + MOST;
        }
        if (question.from() < 0 || question.from() >= question.to()) {
            return "from has to be before to";
        }
        return question.to() - question.from() > LONGEST ? "from and to may be 31 days apart" : null;
    }

    /** Some hours at a time, so that memory stays bounded. */
    private Future<Void> ranked(Ranking ranking, String metric, long first, long last) {
        Future<Void> all = Future.succeededFuture();
        for (long hour = first; hour <= last; hour += HOURS_AT_ONCE) {
            long from = hour;
            long to = Math.min(last, hour + HOURS_AT_ONCE - 1);
            all = all.compose(before -> some(ranking, metric, from, to));
        }
        return all;
    }

    private Future<Void> some(Ranking ranking, String metric, long first, long last) {
        List<String> ids = new ArrayList<>();
        Map<Long, Map<String, double[][]>> memory = new HashMap<>();
        for (long hour = first; hour <= last; hour++) {
            ids.addAll(FleetHour.ids(hour, metric));
            memory.put(hour, recent.tables(hour, metric));
        }
        return store.tiers(ids, Set.of())
                .compose(found -> workers.run(() -> {
                    Map<String, Tier> stored = HourWork.byId(found);
                    memory.forEach((hour, fresh) -> {
                        Map<String, double[][]> tables = new HashMap<>(fresh);
                        tables.putAll(FleetHour.column(hour, metric, stored));
                        ranking.add(hour, tables);
                    });
                    return null;
                }));
    }
}
