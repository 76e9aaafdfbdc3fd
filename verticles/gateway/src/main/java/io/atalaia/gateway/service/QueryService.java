/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.service;

import io.atalaia.contracts.machine.State;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.engine.Machine;
import io.atalaia.gateway.engine.Newest;
import io.atalaia.gateway.engine.Similar;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers questions about the past from storage and from the head of the machine together. */
public final class QueryService {
    private static final String ONLY_RECENT =
            "history is unavailable: storage does not answer; only the last two minutes are shown";

    private final Fleet fleet;
    private final LiveService live;
    private final Storage storage;
    private final Clock clock;

    public QueryService(Fleet fleet, LiveService live, Storage storage, Clock clock) {
        this.fleet = fleet;
        this.live = live;
        this.storage = storage;
        this.clock = clock;
    }

    /** @param note why the answer is not complete; null when it is */
    public record Result(Answer answer, boolean complete, String note) {}

    /**
     * Fails with a fault: 404 for a machine or a metric that is not known, 400 for rates of what is no counter, 503 when storage
     * does not answer and memory has nothing of the range.
     */
    public Future<Result> query(Query asked) {
        Query question = of(asked, fleet.heir(asked.machine()));
        Future<Result> found = alive(question);
        List<String> ids = new ArrayList<>(fleet.forerunners(question.machine()));
        ids.add(question.machine());
        for (int i = ids.size() - 2; i >= 0; i--) {
            long begin = fleet.firstSeenUnder(ids.get(i + 1)).orElse(0L);
            String older = ids.get(i);
            found = question.from() < begin ? found.compose(now -> before(now, begin, of(question, older))) : found;
        }
        return found;
    }

    /** What was sampled under an older id stands before the rest; without it, there is the rest. */
    private Future<Result> before(Result now, long begin, Query older) {
        return storage.query(older)
                .map(past -> new Result(Lives.joined(past, now.answer(), begin), now.complete(), now.note()))
                .otherwise(now);
    }

    private static Query of(Query question, String machine) {
        return new Query(
                machine,
                question.metrics(),
                question.labels(),
                question.from(),
                question.to(),
                question.points(),
                question.as());
    }

    private Future<Result> alive(Query question) {
        Optional<Newest> newest = newest(question.machine());
        return storage.query(question)
                .map(stored -> new Result(joined(question, stored, newest), true, null))
                .recover(cause -> cause instanceof Fault fault && fault.code() < Fault.INTERNAL
                        ? refused(question, fault, newest)
                        : alone(question, newest));
    }

    /**
     * The same for the metrics among those asked that the machine has; what cannot be answered is empty and not complete.
     * Never fails.
     */
    public Future<Result> queryKnown(Query asked) {
        Query question = of(asked, fleet.heir(asked.machine()));
        Collection<Series> own = known(question.machine());
        return (own.isEmpty() ? names(question.machine()) : Future.succeededFuture(own))
                .map(series -> restricted(question, series))
                .compose(some -> some.metrics().isEmpty() ? Future.succeededFuture(nothing(true)) : query(some))
                .otherwise(cause -> nothing(false));
    }

    private static Query restricted(Query question, Collection<Series> series) {
        Set<String> names = series.stream().map(Series::name).collect(Collectors.toSet());
        return new Query(
                question.machine(),
                question.metrics().stream().filter(names::contains).toList(),
                question.labels(),
                question.from(),
                question.to(),
                question.points(),
                question.as());
    }

    private static Result nothing(boolean complete) {
        return new Result(new Answer("raw", 1, 0, List.of(), List.of()), complete, complete ? null : ONLY_RECENT);
    }

    private Optional<Newest> newest(String machine) {
        return live.own(machine).map(own -> new Newest(own.past(), own.facts().everyMillis(), clock.millis()));
    }

    private Answer joined(Query question, Answer stored, Optional<Newest> newest) {
        if (newest.isPresent()) {
            return newest.get().join(question, stored);
        }
        // Another gateway has the newest samples of a machine that is alive: that they are not here is no gap.
        boolean elsewhere = fleet.find(question.machine())
                .filter(member -> member.headline().state() != State.OFFLINE)
                .isPresent();
        return elsewhere || fleet.find(question.machine()).isEmpty()
                ? stored
                : new Newest(
                                Machine.NO_PAST,
                                fleet.find(question.machine()).get().facts().everyMillis(),
                                clock.millis())
                        .join(question, stored);
    }

    private Future<Result> alone(Query question, Optional<Newest> newest) {
        if (fleet.find(question.machine()).isEmpty()) {
            return unknownMachine(question);
        }
        if (newest.isEmpty() || !newest.get().reaches(question)) {
            return Future.failedFuture(new Fault(
                    Fault.UNAVAILABLE,
                    "history is unavailable: storage does not answer, and memory has nothing of this time"));
        }
        return check(question, known(question.machine()))
                .map(good -> new Result(newest.get().alone(question), false, ONLY_RECENT));
    }

    /** A machine that storage does not know yet may already be known here. */
    private Future<Result> refused(Query question, Fault fault, Optional<Newest> newest) {
        if (fault.code() != Fault.NOT_FOUND) {
            return Future.failedFuture(fault);
        }
        if (fleet.find(question.machine()).isEmpty()) {
            return unknownMachine(question);
        }
        return names(question.machine())
                .compose(series -> check(question, series))
                .compose(good -> newest.isEmpty()
                        ? Future.failedFuture(fault)
                        : Future.succeededFuture(new Result(newest.get().alone(question), true, null)));
    }

    private static Future<Result> unknownMachine(Query question) {
        return Future.failedFuture(new Fault(Fault.NOT_FOUND, "there is no machine " + question.machine()));
    }

    private Future<Collection<Series>> names(String machine) {
        Collection<Series> own = known(machine);
        return storage.series(machine)
                .<Collection<Series>>map(answer -> {
                    Set<Series> all = answer.series().stream().collect(Collectors.toSet());
                    all.addAll(own);
                    return all;
                })
                .otherwise(own);
    }

    private Collection<Series> known(String machine) {
        return live.own(machine)
                .flatMap(Machine::schema)
                .map(schema -> schema.series())
                .orElse(List.of());
    }

    private static Future<Void> check(Query question, Collection<Series> series) {
        Set<String> names = series.stream().map(Series::name).collect(Collectors.toSet());
        for (String metric : question.metrics()) {
            if (!names.contains(metric)) {
                return Future.failedFuture(new UnknownMetric(question.machine(), metric, Similar.to(metric, names)));
            }
        }
        boolean gauge = series.stream()
                .anyMatch(one -> one.kind() == Kind.GAUGE && question.metrics().contains(one.name()));
        return gauge && question.as() == As.RATE
                ? Future.failedFuture(new Fault(Fault.BAD_REQUEST, "as=rate is for counters only"))
                : Future.succeededFuture();
    }

    /** A machine does not have a metric. */
    public static final class UnknownMetric extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownMetric(String machine, String metric, List<String> similar) {
            super(
                    "machine " + machine + " has no metric '" + metric + "'"
                            + (similar.isEmpty() ? "" : "; similar: " + String.join(", ", similar)),
                    null,
                    false,
                    false);
        }
    }
}
