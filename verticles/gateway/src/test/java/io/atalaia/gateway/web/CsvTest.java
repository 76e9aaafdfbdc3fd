/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.web;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.contracts.storage.StorageApi.Machines;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.gateway.House;
import io.atalaia.gateway.House.Reply;
import io.atalaia.gateway.Script;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.engine.series.StepChooser;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final long NOW = System.currentTimeMillis() / 1000 * 1000;
    private static final long HOUR = 3_600_000;

    private final House house = House.open();
    private final List<Query> asked = new CopyOnWriteArrayList<>();
    private volatile long brokenFrom = Long.MAX_VALUE;

    @AfterEach
    void close() {
        house.close();
    }

    private void machine() {
        var script = new Script("m1", NOW - 30_000);
        house.greet("m1", "alpha", Script.SCHEMA);
        for (int i = 0; i < 30; i++) {
            house.live(script.second(40));
        }
    }

    /** A storage that has a sample every second since always. */
    private void storage() {
        House.wait(house.bus.serve(
                StorageApi.MACHINES,
                question -> Future.succeededFuture(
                        new Machines(List.of(new KnownMachine(House.facts("m1", "alpha"), NOW - 100 * HOUR, NOW))))));
        House.wait(house.bus.serve(StorageApi.QUERY, question -> {
            asked.add(question);
            if (!question.machine().equals("m1")) {
                return Future.failedFuture(new Fault(Fault.NOT_FOUND, "unknown machine"));
            }
            return question.to() > brokenFrom
                    ? Future.failedFuture(new Fault(Fault.INTERNAL, "broken"))
                    : Future.succeededFuture(answer(question));
        }));
        eventually(() -> assertThat(house.get("/api/v1/machines/m1").json().getLong("firstSeen"))
                .isEqualTo(NOW - 100 * HOUR));
    }

    private static Answer answer(Query question) {
        long step = StepChooser.step(question.from(), question.to(), question.points(), 1_000);
        long[] t = LongStream.range(question.from() / step, question.to() / step)
                .map(i -> i * step)
                .toArray();
        double[] value =
                LongStream.of(t).mapToDouble(at -> at / 1000 % 100 / 4.0).toArray();
        int[] count = LongStream.of(t).mapToInt(at -> (int) (step / 1_000)).toArray();
        return new Answer(
                "raw",
                step,
                question.to(),
                List.of(new Points(Series.gauge("node_load1"), t, value, value, value, value, count)),
                List.of());
    }

    @Test
    void anAnswerIsATableForWhoAsksForOne() {
        machine();
        storage();
        long from = NOW - HOUR;
        String question = "/api/v1/query?machine=m1&metric=node_load1&from=" + from + "&to=" + (from + 3_000);
        for (Reply reply : List.of(
                house.get(question + "&format=csv"), house.get(question, Map.of("Accept", "text/csv, */*;q=0.1")))) {
            assertThat(reply.headers().get("Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
            String[] lines = reply.body().toString().split("\r\n");
            assertThat(lines[0]).isEqualTo("time,epoch_ms,machine,metric,labels,tier,samples,min,avg,max,last");
            assertThat(lines[1]).startsWith(Instant.ofEpochMilli(from) + "," + from + ",m1,node_load1,,raw,1,");
            assertThat(lines).hasSize(4);
        }
        assertThat(house.get(question + "&format=json", Map.of("Accept", "text/csv"))
                        .json()
                        .getString("tier"))
                .isEqualTo("raw");
        assertThat(house.get(question + "&format=xml").status()).isEqualTo(400);
        assertThat(house.get("/api/v1/query?machine=nobody&metric=a&format=csv").status())
                .isEqualTo(404);
    }

    @Test
    void anExportHasEverySampleOfALongRangeOnce() {
        machine();
        storage();
        long from = NOW - 50 * HOUR;
        Reply reply = house.get("/api/v1/export?machine=m1&metric=node_load1&from=" + from + "&to=" + (NOW - HOUR));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Content-Disposition")).contains("attachment");
        List<String> lines = reply.body().toString().lines().toList();
        assertThat(lines).hasSize(1 + 49 * 3600);
        long expected = from;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertThat(Long.parseLong(cells[1])).isEqualTo(expected);
            assertThat(cells[6]).isEqualTo("1");
            expected += 1_000;
        }
        assertThat(asked).allMatch(query -> query.to() - query.from() <= HOUR);
        assertThat(house.get("/api/v1/export?machine=nobody&metric=a").status()).isEqualTo(404);
        assertThat(house.get("/api/v1/export?machine=m1").status()).isEqualTo(400);
        assertThat(house.get("/api/v1/export?machine=m1&metric=a&from=5&to=4").status())
                .isEqualTo(400);
    }

    @Test
    void anExportThatCannotGoOnEndsInTheMiddleAndNotAsIfItWereWhole() {
        machine();
        storage();
        brokenFrom = NOW - 20 * HOUR;
        var address = "/api/v1/export?machine=m1&metric=node_load1&from=" + (NOW - 50 * HOUR) + "&to=" + (NOW - HOUR);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> house.get(address))
                .hasCauseInstanceOf(IOException.class);
        brokenFrom = 0;
        assertThat(house.get(address).status()).isEqualTo(503);
    }

    @Test
    void cellsAreQuotedAndNoFormulaGetsIn() {
        assertThat(Csv.text("plain")).isEqualTo("plain");
        assertThat(Csv.text("a,\"b\"\n")).isEqualTo("\"a,\"\"b\"\"\n\"");
        for (String evil : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            assertThat(Csv.text(evil)).contains("'" + evil.charAt(0));
        }
        var out = new StringBuilder();
        var series = new Series("m", Map.of("device", "a,b", "z", "=cmd()"), Kind.GAUGE);
        double[] value = {-1.5};
        var points = new Points(series, new long[] {0}, value, value, value, new double[] {Double.NaN}, new int[] {1});
        Csv.rows(out, "=m1", new Answer("raw", 1, 1, List.of(points), List.of()), As.RAW);
        assertThat(out.toString())
                .isEqualTo(
                        "1970-01-01T00:00:00Z,0,'=m1,m,\"device=\"\"a,b\"\",z=\"\"=cmd()\"\"\",raw,1,-1.5,-1.5,-1.5,\r\n");
        assertThat(new ArrayList<>(List.of(Csv.HEADER.split(",")))).hasSize(11);
    }
}
