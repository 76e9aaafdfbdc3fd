/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.access.UserRole;
import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.AskProcesses;
import io.atalaia.contracts.storage.StorageApi.AskTop;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.contracts.storage.StorageApi.MachineSeries;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.ProcessLook;
import io.atalaia.contracts.storage.StorageApi.ProcessLooks;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.contracts.storage.StorageApi.Top;
import io.atalaia.contracts.storage.StorageApi.TopRow;
import io.atalaia.gateway.House;
import io.atalaia.platform.bus.Fault;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A machine that was installed anew and merged: what storage has of both ids is found under the one that remains. */
class MergedMachinesTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = System.currentTimeMillis() / MINUTE * MINUTE;
    private static final Life OLD = new Life("old", NOW - 180 * MINUTE, NOW - 120 * MINUTE, 10);
    private static final Life NEW = new Life("new", NOW - 60 * MINUTE, NOW, 20);
    private static final Series LOAD = Series.gauge("node_load1");

    private static Gates gates;
    private static House house;
    private static Map<String, String> operator;

    /** What storage has of one id: a point and an event each ten minutes, and what ran at its begin. */
    private record Life(String id, long from, long to, double value) {
        long[] times(long asked, long until) {
            return LongStream.iterate(from, at -> at < to, at -> at + 10 * MINUTE)
                    .filter(at -> at >= asked && at < until)
                    .toArray();
        }

        List<Event> events(AskEvents question) {
            return LongStream.of(times(question.from(), question.to()))
                    .mapToObj(at -> new Event(id, id + at, Event.STATE, at, at, "became alert", Map.of()))
                    .filter(event ->
                            question.kind().isEmpty() || question.kind().equals(event.kind()))
                    .toList();
        }
    }

    private static Life life(String id) {
        return Stream.of(OLD, NEW)
                .filter(life -> life.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Fault(Fault.NOT_FOUND, "unknown machine"));
    }

    @BeforeAll
    static void open() {
        gates = Gates.open();
        house = gates.house;
        operator = gates.session("olga", UserRole.OPERATOR);
        var known = Stream.of(OLD, NEW)
                .map(life -> new KnownMachine(House.facts(life.id(), "vm"), life.from(), life.to() - 10 * MINUTE))
                .toList();
        serveStorage(known);
        eventually(() -> assertThat(read("/api/v1/machines/old").status()).isEqualTo(200));
        eventually(() -> assertThat(read("/api/v1/machines/new").status()).isEqualTo(200));
        assertThat(gates.post("/api/v1/machines/old/merge", new JsonObject().put("into", "new"), operator)
                        .status())
                .isEqualTo(200);
    }

    private static void serveStorage(List<KnownMachine> known) {
        House.wait(house.bus.serve(StorageApi.MACHINES, question -> Future.succeededFuture(new Machines(known))));
        House.wait(house.bus.serve(
                StorageApi.SERIES, question -> Future.succeededFuture(new MachineSeries(List.of(LOAD)))));
        House.wait(house.bus.serve(StorageApi.QUERY, question -> Future.succeededFuture(answer(question))));
        House.wait(house.bus.serve(StorageApi.EVENTS, question -> Future.succeededFuture(events(question))));
        House.wait(house.bus.serve(StorageApi.PROCESSES, question -> Future.succeededFuture(looks(question))));
        House.wait(house.bus.serve(StorageApi.TOP, question -> Future.succeededFuture(top(question))));
    }

    private static Answer answer(Query question) {
        var life = life(question.machine());
        long[] t = life.times(question.from(), question.to());
        double[] values = LongStream.of(t).mapToDouble(at -> life.value()).toArray();
        int[] counts = LongStream.of(t).mapToInt(at -> 1).toArray();
        var points = new Points(LOAD, t, values, values, values, values, counts);
        return new Answer("raw", 1_000, question.to(), List.of(points), List.of());
    }

    private static Events events(AskEvents question) {
        var all = Stream.of(OLD, NEW)
                .filter(life ->
                        question.machine().isEmpty() || question.machine().equals(life.id()))
                .flatMap(life -> life.events(question).stream())
                .toList();
        return new Events(all.subList(Math.max(0, all.size() - question.limit()), all.size()));
    }

    private static ProcessLooks looks(AskProcesses question) {
        var life = life(question.machine());
        boolean near = Math.abs(life.from() - question.at()) < 10 * MINUTE;
        var row = new ProcessRow(1, 5, "shop-" + life.id(), "app", 100, 4096, 0L, 0L);
        return new ProcessLooks(near ? List.of(new ProcessLook(life.from(), List.of(row))) : List.of());
    }

    /** As storage ranks; here the test sees what it is told of ids. */
    private static Top top(AskTop question) {
        String ranked = question.heirs().getOrDefault("old", "old");
        return new Top(List.of(new TopRow(ranked, 15, 20)), question.from(), question.to());
    }

    @AfterAll
    static void close() {
        gates.close();
    }

    private static House.Reply read(String path) {
        return house.get(path, operator);
    }

    private static List<JsonObject> items(JsonObject answer) {
        return answer.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private static String range() {
        return "from=" + (NOW - 200 * MINUTE) + "&to=" + NOW;
    }

    @Test
    void historyIsOneLineUnderEitherId() {
        for (String id : List.of("new", "old")) {
            var series = read("/api/v1/query?machine=" + id + "&metric=node_load1&" + range())
                    .json()
                    .getJsonArray("series");
            assertThat(series).hasSize(1);
            var line = series.getJsonObject(0);
            assertThat(line.getJsonArray("t").stream().map(Long.class::cast))
                    .hasSize(12)
                    .isSorted()
                    .startsWith(OLD.from())
                    .endsWith(NEW.to() - 10 * MINUTE);
            assertThat(line.getJsonArray("avg").getList()).startsWith(10).endsWith(20);
        }
    }

    @Test
    void eventsOfBothIdsAreFoundUnderEitherAndNameTheOneThatRemains() {
        for (String path : List.of("/api/v1/machines/new/events", "/api/v1/machines/old/events", "/api/v1/events")) {
            var found = items(read(path + "?" + range()).json());
            assertThat(found).hasSize(12).allMatch(event -> event.getString("machine")
                    .equals("new"));
            assertThat(found).extracting(event -> event.getLong("from")).isSorted();
        }
    }

    @Test
    void pagesOfEventsGoOnFromOneIdToTheOther() {
        var pages = new java.util.ArrayList<Long>();
        String after = "";
        do {
            var page = read("/api/v1/machines/new/events?limit=5&" + range() + after)
                    .json();
            items(page).forEach(event -> pages.add(event.getLong("from")));
            String next = page.getString("next");
            after = next == null ? null : "&after=" + next;
        } while (after != null && pages.size() < 100);
        assertThat(pages).hasSize(12).doesNotHaveDuplicates().contains(OLD.from(), NEW.from());
    }

    @Test
    void processesOfTheTimeBeforeAreThoseOfTheOldId() {
        var rows =
                read("/api/v1/machines/new/processes?at=" + OLD.from()).json().getJsonArray("rows");
        assertThat(rows.getJsonObject(0).getString("command")).isEqualTo("shop-old");
        rows = read("/api/v1/machines/new/processes?at=" + NEW.from()).json().getJsonArray("rows");
        assertThat(rows.getJsonObject(0).getString("command")).isEqualTo("shop-new");
        assertThat(read("/api/v1/machines/new/processes?at=" + (OLD.to() + 30 * MINUTE))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void rankingsCountBothIdsForTheOneThatRemains() {
        assertThat(items(read("/api/v1/top?metric=cpu").json()))
                .extracting(row -> row.getString("machine"))
                .containsExactly("new");
    }
}
