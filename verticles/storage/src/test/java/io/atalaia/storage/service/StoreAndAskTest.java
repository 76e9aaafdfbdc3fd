/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.AskSeries;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.Fixture;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreAndAskTest {
    private static final String LOAD = "node_load1";
    private static final String INTERRUPTS = "node_intr_total";
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
        bench.introduce();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everySampleComesBack() {
        bench.time.pass(Duration.ofMinutes(3));
        bench.store(Fixture.minutes(TEN, 2));
        Answer answer = bench.ask(LOAD, TEN, TEN + 2 * MINUTE, 1000, As.RAW);
        assertThat(answer.tier()).isEqualTo("raw");
        assertThat(answer.until()).isEqualTo(TEN + 119_001);
        assertThat(answer.gaps()).isEmpty();
        assertThat(answer.series()).singleElement().satisfies(points -> {
            long[] times = LongStream.range(0, 120).map(i -> TEN + i * 1000).toArray();
            assertThat(points.series()).isEqualTo(Fixture.LOAD);
            assertThat(points.t()).containsExactly(times);
            assertThat(points.last())
                    .containsExactly(
                            LongStream.of(times).mapToDouble(Fixture::load).toArray());
        });
    }

    @Test
    void aCounterGrowsByItsRate() {
        bench.time.pass(Duration.ofMinutes(2));
        bench.store(Fixture.minutes(TEN, 2));
        Answer answer = bench.ask(INTERRUPTS, TEN + MINUTE, TEN + 2 * MINUTE, 1000, As.RATE);
        assertThat(answer.series()).singleElement().satisfies(points -> {
            assertThat(points.t()).hasSize(60).startsWith(TEN + MINUTE);
            assertThat(points.avg()).containsOnly(10);
        });
    }

    @Test
    void aBlockThatComesTwiceCountsOnce() {
        bench.time.pass(Duration.ofMinutes(2));
        bench.store(Fixture.minutes(TEN, 1));
        bench.store(Fixture.minutes(TEN, 1));
        Answer answer = bench.ask(LOAD, TEN, TEN + MINUTE, 1, As.RAW);
        assertThat(answer.series().get(0).count()).containsExactly(60);
        assertThat(bench.metrics
                        .counter("atalaia_storage_blocks", "outcome", "duplicate")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void inWhichOrderBlocksComeMakesNoDifference() {
        bench.time.pass(Duration.ofMinutes(6));
        List<Block> reordered = new ArrayList<>(Fixture.minutes(TEN, 5));
        Collections.reverse(reordered);
        for (Block block : reordered) {
            bench.store(List.of(block));
        }
        Answer answer = bench.ask(LOAD, TEN, TEN + 5 * MINUTE, 1000, As.RAW);
        assertThat(answer.gaps()).isEmpty();
        assertThat(answer.series().get(0).t()).hasSize(300).isSorted();
    }

    @Test
    void aTimeWithoutSamplesIsAGap() {
        bench.time.pass(Duration.ofMinutes(5));
        bench.store(List.of(Fixture.block(TEN, 60), Fixture.block(TEN + 3 * MINUTE, 60)));
        Answer answer = bench.ask(LOAD, TEN - HOUR, TEN + HOUR, 5000, As.RAW);
        assertThat(answer.gaps()).containsExactly(new Gap(TEN + 59_000, TEN + 3 * MINUTE, "no samples arrived"));
    }

    @Test
    void aBlockThatCannotBeReadCostsAGapAndNotTheAnswer() {
        bench.time.pass(Duration.ofMinutes(5));
        bench.store(Fixture.minutes(TEN, 3));
        Block second = Fixture.block(TEN + MINUTE, 60);
        byte[] torn = second.payload().clone();
        torn[torn.length / 2] ^= 0x5A;
        torn[0] = 9;
        bench.done(() -> bench.mongo.updateCollection(
                "blocks",
                new JsonObject().put("_id", (TEN / MINUTE + 1) + "@" + MACHINE),
                new JsonObject()
                        .put(
                                "$set",
                                new JsonObject()
                                        .put(
                                                "b." + second.boot() + "_" + second.seq() + ".p",
                                                new JsonObject().put("$binary", torn)))));
        Answer answer = bench.ask(LOAD, TEN, TEN + 3 * MINUTE, 1000, As.RAW);
        assertThat(answer.series().get(0).t()).hasSize(120);
        assertThat(answer.gaps()).contains(new Gap(TEN + MINUTE, TEN + MINUTE + 59_001, "corrupt block"));
        assertThat(bench.metrics.counter("atalaia_storage_damaged").count()).isEqualTo(1);
    }

    @Test
    void aBlockThatCannotBeReadIsNotKept() {
        Block sound = Fixture.block(TEN, 60);
        byte[] torn = sound.payload().clone();
        torn[3] ^= 0x55;
        assertThatThrownBy(() -> bench.store(List.of(changed(sound, sound.schema(), sound.to(), torn))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(400));
        assertThatThrownBy(() -> bench.store(List.of(changed(sound, BAD_SCHEMA, sound.to(), sound.payload()))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(409));
        assertThatThrownBy(() ->
                        bench.store(List.of(changed(sound, sound.schema(), sound.to() + MINUTE, sound.payload()))))
                .hasMessageContaining("of one minute");
        assertThatThrownBy(() -> bench.store(
                        List.of(changed(sound, sound.schema(), sound.to(), new byte[Block.MOST_BYTES + 1]))))
                .hasMessageContaining("larger");
        assertThat(bench.done(() -> bench.store.minutes(MACHINE, List.of(TEN / MINUTE))))
                .isEmpty();
    }

    private static final String BAD_SCHEMA = "0".repeat(32);

    private static Block changed(Block block, String schema, long to, byte[] payload) {
        return new Block(
                block.machine(), block.boot(), block.seq(), schema, block.from(), to, block.samples(), payload);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAReason() {
        refused(404, "unknown machine", "nobody", LOAD, TEN, TEN + 1, 1, As.RAW);
        refused(404, "unknown metric nothing", MACHINE, "nothing", TEN, TEN + 1, 1, As.RAW);
        refused(400, "before", MACHINE, LOAD, TEN, TEN, 1, As.RAW);
        refused(400, "400 days", MACHINE, LOAD, TEN, TEN + 401 * 24 * HOUR, 1, As.RAW);
        refused(400, "points", MACHINE, LOAD, TEN, TEN + 1, 0, As.RAW);
        refused(400, "points", MACHINE, LOAD, TEN, TEN + 1, 5001, As.RAW);
        refused(400, "not a counter", MACHINE, LOAD, TEN, TEN + 1, 1, As.RATE);
    }

    private void refused(int code, String why, String machine, String metric, long from, long to, int points, As as) {
        assertThatThrownBy(() -> bench.ask(new Query(machine, List.of(metric), Map.of(), from, to, points, as)))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @Test
    void labelsChooseAmongTheSeriesOfAMetric() {
        bench.time.pass(Duration.ofMinutes(2));
        bench.store(Fixture.minutes(TEN, 1));
        assertThat(ask(Map.of("mode", "user")).series()).hasSize(1);
        assertThat(ask(Map.of("mode", "idle")).series()).isEmpty();
    }

    private Answer ask(Map<String, String> labels) {
        return bench.ask(
                new Query(MACHINE, List.of("node_cpu_seconds_total"), labels, TEN, TEN + MINUTE, 100, As.RATE));
    }

    @Test
    void aMachineWithoutBlocksAnswersNothing() {
        Answer answer = bench.ask(LOAD, TEN - HOUR, TEN, 100, As.RAW);
        assertThat(answer.until()).isZero();
        assertThat(answer.series()).isEmpty();
        assertThat(answer.gaps()).isEmpty();
    }

    @Test
    void theSeriesOfTheNewestSchemaAreTold() {
        var introductions = new Introductions(bench.store, new Schemas(bench.store), null, null, null);
        assertThat(bench.done(() -> introductions.series(new AskSeries(MACHINE)))
                        .series())
                .isEqualTo(Fixture.SCHEMA.series());
        assertThatThrownBy(() -> bench.done(() -> introductions.series(new AskSeries("nobody"))))
                .hasMessageContaining("unknown machine");
    }
}
