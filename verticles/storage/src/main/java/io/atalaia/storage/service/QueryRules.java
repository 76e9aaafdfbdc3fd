/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.series.StepChooser;
import io.atalaia.platform.engine.series.StepChooser.Choice;
import io.atalaia.platform.engine.series.StepChooser.Tier;
import io.atalaia.storage.engine.Answerer;
import io.atalaia.storage.engine.Kept;
import io.atalaia.storage.engine.KnownSchema;
import io.atalaia.storage.engine.Machine;
import io.atalaia.storage.engine.Question;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.Stretch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What makes sense to ask. Every refusal is a fault that names what is wrong. */
final class QueryRules {
    private static final int MOST_METRICS = 8;
    private static final int MOST_POINTS = 5_000;
    private static final long LONGEST = 400 * Stretch.DAY;

    private QueryRules() {}

    static void requireSound(Query query) {
        require(query.machine() != null, "machine is missing");
        require(
                query.metrics() != null
                        && !query.metrics().isEmpty()
                        && query.metrics().size() <= MOST_METRICS,
                "metric: 1 to " + MOST_METRICS + " of them");
        require(query.from() >= 0 && query.from() < query.to(), "from has to be before to");
        require(query.to() - query.from() <= LONGEST, "from and to may be 400 days apart");
        require(query.points() >= 1 && query.points() <= MOST_POINTS, "points: 1 to " + MOST_POINTS);
        require(query.as() != null, "as: raw or rate");
    }

    /** The series that the query means, in the order of its metrics. */
    static List<SeriesId> wanted(Query query, Collection<KnownSchema> schemas) {
        Map<String, SeriesId> wanted = new LinkedHashMap<>();
        for (String metric : query.metrics()) {
            List<SeriesId> named = schemas.stream()
                    .flatMap(schema -> schema.ids().stream())
                    .filter(id -> id.series().name().equals(metric))
                    .toList();
            if (named.isEmpty()) {
                throw new Fault(Fault.NOT_FOUND, "unknown metric " + metric);
            }
            named.stream().filter(id -> matches(query, id.series())).forEach(id -> wanted.putIfAbsent(id.field(), id));
        }
        return List.copyOf(wanted.values());
    }

    private static boolean matches(Query query, Series series) {
        require(
                query.as() == As.RAW || series.kind() == Kind.COUNTER,
                "as=rate: " + series.name() + " is not a counter");
        return query.labels() == null
                || series.labels().entrySet().containsAll(query.labels().entrySet());
    }

    /** What it costs is counted by the shortest sampling interval; {@link Answerer} counts what is really there. */
    static Question question(Query query, Machine machine, List<SeriesId> wanted) {
        long every = machine.shortestMillis(query.from(), query.to());
        long series = Math.max(1, wanted.size());
        long range = query.to() - query.from();
        Choice choice = StepChooser.choose(
                query.from(), query.to(), query.points(), every, tier -> keptFrom(machine.kept(), tier));
        while (cost(choice.tier(), series, range, every) > Answerer.MOST_FIGURES && choice.tier() != Tier.HOUR) {
            Tier coarser = Tier.values()[choice.tier().ordinal() + 1];
            choice = new Choice(
                    coarser, StepChooser.step(query.from(), query.to(), query.points(), coarser.widthMillis()));
        }
        require(
                cost(choice.tier(), series, range, every) <= Answerer.MOST_FIGURES,
                series + " series over that time are too many, name labels or a shorter time");
        long width = Math.max(1, choice.tier().widthMillis());
        long from = Math.floorDiv(query.from(), width) * width;
        return new Question(query.machine(), wanted, from, query.to(), query.as(), choice, machine);
    }

    private static long cost(Tier tier, long series, long range, long every) {
        return series * (range / Math.max(1, tier == Tier.RAW ? every : tier.widthMillis()));
    }

    private static long keptFrom(Kept kept, Tier tier) {
        return switch (tier) {
            case RAW -> kept.rawHour() * Stretch.HOUR;
            case MINUTE -> kept.minuteDay() * Stretch.DAY;
            case FIVE_MINUTES -> kept.fiveDay() * Stretch.DAY;
            case HOUR -> 0;
        };
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new Fault(Fault.BAD_REQUEST, otherwise);
        }
    }
}
