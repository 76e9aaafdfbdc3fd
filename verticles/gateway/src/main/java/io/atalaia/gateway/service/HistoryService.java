/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.engine.PastFigures;
import io.atalaia.gateway.engine.PastFigures.Columns;
import io.atalaia.platform.engine.series.StepChooser;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The headline figures of many machines over the same past. */
public final class HistoryService {
    private static final int POINTS = 1_000;
    private static final int AT_ONCE = 8;
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    private final QueryService queries;

    public HistoryService(QueryService queries) {
        this.queries = queries;
    }

    /** @param complete false when storage did not answer for it */
    public record MachineHistory(Member member, Columns columns, boolean complete) {}

    /**
     * A range on the grid of its step.
     *
     * @param step the width of a bucket in milliseconds
     */
    public record Range(long from, long to, long step) {
        /** The last minutes up to now, given in epoch milliseconds. */
        public static Range last(int minutes, long now) {
            long from = now - minutes * MINUTE;
            long step = StepChooser.step(from, now, POINTS, MINUTE);
            return new Range(Math.floorDiv(from, step) * step, now, step);
        }

        private int points() {
            return (int) (Math.floorDiv(to - 1, step) - Math.floorDiv(from, step) + 1);
        }
    }

    /** Asks for a few machines at a time; fails when a machine cannot be answered at all. */
    public Future<List<MachineHistory>> history(List<Member> members, Range range) {
        var found = new ArrayList<MachineHistory>();
        Future<Void> all = Future.succeededFuture();
        for (int at = 0; at < members.size(); at += AT_ONCE) {
            List<Member> some = members.subList(at, Math.min(members.size(), at + AT_ONCE));
            all = all.compose(before -> Future.all(
                            some.stream().map(member -> history(member, range)).toList()))
                    .map(done -> {
                        found.addAll(done.list());
                        return null;
                    });
        }
        return all.map(done -> found);
    }

    private Future<MachineHistory> history(Member member, Range range) {
        var rates = ask(member, range, PastFigures.RATES, As.RATE);
        var gauges = ask(member, range, PastFigures.GAUGES, As.RAW);
        return Future.all(rates, gauges).map(both -> {
            List<Points> points = Stream.of(rates, gauges)
                    .flatMap(one -> one.result().answer().series().stream())
                    .toList();
            return new MachineHistory(
                    member,
                    new PastFigures(points, range.step()).columns(),
                    rates.result().complete() && gauges.result().complete());
        });
    }

    /** Metrics that the machine does not have are left out: not every machine has a sensor. */
    private Future<QueryService.Result> ask(Member member, Range range, List<String> metrics, As as) {
        return queries.queryKnown(
                new Query(member.id(), metrics, Map.of(), range.from(), range.to(), range.points(), as));
    }
}
