/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.contracts.storage.StorageApi.MachineSeries;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.ProcessLook;
import io.atalaia.contracts.storage.StorageApi.ProcessLooks;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.contracts.storage.StorageApi.Top;
import io.atalaia.contracts.storage.StorageApi.TopRow;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A storage that says what a test wants. */
public final class FakeStorage {
    public enum Mood {
        WELL,
        HANGS,
        FAILS
    }

    public volatile Mood mood = Mood.WELL;
    public final List<Query> asked = new CopyOnWriteArrayList<>();
    public final List<KnownMachine> machines = new CopyOnWriteArrayList<>();
    private final long until;

    /** @param until the end of what it knows */
    public FakeStorage(Bus bus, long until) {
        this.until = until;
        House.wait(bus.serve(StorageApi.MACHINES, question -> moody(new Machines(machines))));
        House.wait(bus.serve(StorageApi.QUERY, question -> {
            asked.add(question);
            return mood == Mood.WELL ? answer(question) : moody(null);
        }));
        House.wait(bus.serve(StorageApi.SERIES, question -> moody(new MachineSeries(Script.SCHEMA.series()))));
        House.wait(bus.serve(StorageApi.PROCESSES, question -> moody(looks(question.at()))));
        House.wait(bus.serve(
                StorageApi.TOP,
                question -> question.metric().equals("cpu")
                        ? moody(new Top(List.of(new TopRow("m1", 12.5, 99)), question.from(), until))
                        : Future.failedFuture(new Fault(Fault.NOT_FOUND, "no headline metric"))));
    }

    /** A busy process and a quiet one, looked at four seconds before, at and four seconds after the instant. */
    private static ProcessLooks looks(long at) {
        return new ProcessLooks(Stream.of(-4L, 0L, 4L)
                .map(since -> new ProcessLook(
                        at + since * 1000,
                        List.of(
                                new ProcessRow(1, 5, "init", "root", 1, 4096, 0L, 0L),
                                new ProcessRow(2, 5, "busy", "app", 100 + since / 2.0, 4096, 1000 * since, null))))
                .toList());
    }

    private <T> Future<T> moody(T answer) {
        return switch (mood) {
            case WELL -> Future.succeededFuture(answer);
            case HANGS -> Promise.<T>promise().future();
            case FAILS -> Future.failedFuture(new Fault(Fault.INTERNAL, "broken"));
        };
    }

    /** A point each minute in which every figure is 100; a metric that is not known is refused as storage does. */
    private Future<Answer> answer(Query question) {
        var names = Script.SCHEMA.series().stream().map(Series::name).collect(Collectors.toSet());
        if (!names.containsAll(question.metrics())) {
            return Future.failedFuture(new Fault(Fault.NOT_FOUND, "unknown machine or metric"));
        }
        long[] t = {Math.floorDiv(until, 60_000) * 60_000 - 60_000};
        double[] value = {100};
        return Future.succeededFuture(new Answer(
                "raw",
                60_000,
                until,
                Script.SCHEMA.series().stream()
                        .filter(series -> question.metrics().contains(series.name()))
                        .map(series -> new Points(series, t, value, value, value, value, new int[] {60}))
                        .toList(),
                List.of()));
    }
}
