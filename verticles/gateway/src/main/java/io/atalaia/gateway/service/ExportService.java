/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.series.StepChooser;
import io.vertx.core.Future;
import java.util.Arrays;

/** Reads long ranges in pages that are short enough for every sample to be a point of its own. */
public final class ExportService {
    /** Points of all series together that a page may have, about 9 MB. */
    private static final long MOST_POINTS = 200_000;

    /** A quarter at a time until the samples of a page are apart. */
    private static final int SHORTER = 4;

    private static final long SHORTEST_MILLIS = 1_000;

    private final Fleet fleet;
    private final LiveService live;
    private final QueryService queries;

    public ExportService(Fleet fleet, LiveService live, QueryService queries) {
        this.fleet = fleet;
        this.live = live;
        this.queries = queries;
    }

    /** @param more whether another page follows */
    public record Page(Answer answer, boolean more) {}

    /** @throws Fault 404 for a machine that is not known */
    public Export begin(Query question) {
        Member member = fleet.find(question.machine())
                .orElseThrow(() -> new Fault(Fault.NOT_FOUND, "there is no machine " + question.machine()));
        long every = Math.max(1, member.facts().everyMillis());
        long series = live.own(question.machine()).flatMap(Machine::schema).stream()
                .flatMap(schema -> schema.series().stream())
                .filter(one -> question.metrics().contains(one.name()))
                .count();
        long points = Math.min(QueryLimits.MOST_POINTS, MOST_POINTS / Math.max(1, series));
        long width = Math.max(SHORTEST_MILLIS, Math.min(QueryLimits.HOUR, points * every));
        long begin =
                Math.max(question.from(), fleet.firstSeen(question.machine()).orElse(0L) - QueryLimits.HOUR);
        return new Export(question, Math.min(begin, question.to() - 1), width);
    }

    /** One range on its way out. For one reader; each page is asked for when the one before is there. */
    public final class Export {
        private final Query question;
        private long width;
        private long at;

        private Export(Query question, long begin, long width) {
            this.question = question;
            this.width = width;
            this.at = begin;
        }

        public String machine() {
            return question.machine();
        }

        /** Fails where a part of the range cannot be answered: a table with holes that nobody sees is worse than none. */
        public Future<Page> next() {
            long to = Math.min(question.to(), (Math.floorDiv(at, width) + 1) * width);
            var part = new Query(
                    question.machine(),
                    question.metrics(),
                    question.labels(),
                    at,
                    to,
                    QueryLimits.MOST_POINTS,
                    question.as());
            return queries.query(part).compose(result -> {
                if (!result.complete()) {
                    return Future.failedFuture(new Fault(Fault.UNAVAILABLE, result.note()));
                }
                if (width / SHORTER >= SHORTEST_MILLIS && tooWide(part, result.answer())) {
                    width /= SHORTER;
                    return next();
                }
                at = to;
                return Future.succeededFuture(new Page(result.answer(), at < question.to()));
            });
        }
    }

    /** Whether samples share a point only because the page has not enough points. */
    private static boolean tooWide(Query part, Answer answer) {
        boolean shared = answer.tier().equals(StepChooser.Tier.RAW.label())
                && answer.series().stream()
                        .flatMapToInt(points -> Arrays.stream(points.count()))
                        .anyMatch(count -> count > 1);
        return shared
                && answer.stepMillis() > 1
                && answer.stepMillis() == StepChooser.step(part.from(), part.to(), part.points(), 1);
    }
}
