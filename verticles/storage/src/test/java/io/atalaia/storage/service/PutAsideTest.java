/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.event.Events;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.AskEvents;
import io.atalaia.contracts.storage.StorageApi.AskMachines;
import io.atalaia.contracts.storage.StorageApi.AskQuarantine;
import io.atalaia.contracts.storage.StorageApi.KnownMachine;
import io.atalaia.contracts.storage.StorageApi.Quarantine;
import io.atalaia.platform.bus.Fault;
import io.atalaia.storage.Fixture;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks whose time or sender is in doubt, and a disk that has no room for any. */
class PutAsideTest {
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

    private Quarantine aside() {
        return bench.done(() -> bench.quarantine.answer(new AskQuarantine(MACHINE)));
    }

    private KnownMachine known() {
        return bench.done(() -> bench.introductions.machines(new AskMachines()))
                .machines()
                .get(0);
    }

    private List<Event> events(String kind) {
        return bench.done(() -> bench.happened.answer(new AskEvents(MACHINE, kind, TEN - HOUR, TEN + 24 * HOUR, 10)))
                .events();
    }

    @Test
    void aBlockFromTheFutureIsAcknowledgedKeptAsideAndShown() {
        var block = Fixture.block(TEN + HOUR, 60);
        bench.store(List.of(block));
        bench.store(List.of(block));
        assertThat(aside().blocks()).singleElement().satisfies(one -> {
            assertThat(one.seq()).isEqualTo(block.seq());
            assertThat(one.from()).isEqualTo(TEN + HOUR);
            assertThat(one.received()).isEqualTo(TEN);
            assertThat(one.bytes()).isEqualTo(block.payload().length);
        });
        assertThat(known().quarantined()).isEqualTo(1);
        assertThat(known().clockOffset()).isEqualTo(HOUR + 59_000);
        assertThat(events(Event.QUARANTINE)).singleElement().satisfies(event -> assertThat(event.text())
                .isEqualTo("Samples were put aside: their time is 60 min ahead of storage's clock"));
        assertThat(bench.ask("node_load1", TEN, TEN + 2 * HOUR, 100, As.RAW).series())
                .isEmpty();
        var there = bench.done(() -> bench.mongo.findOne(
                "quarantine",
                new JsonObject().put("_id", MACHINE + "/" + Fixture.BOOT + "_" + block.seq()),
                new JsonObject()));
        assertThat(there.getJsonObject("p").getBinary("$binary")).isEqualTo(block.payload());
    }

    @Test
    void aClockElevenMinutesAheadIsPutAsideAndNineIsNot() {
        bench.store(List.of(Fixture.block(TEN + 9 * MINUTE, 30), Fixture.block(TEN + 11 * MINUTE, 30)));
        assertThat(aside().blocks()).singleElement().satisfies(one -> assertThat(one.from())
                .isEqualTo(TEN + 11 * MINUTE));
    }

    @Test
    void freshBlocksOfAClockThatIsKnownToBeBehindArePutAsideAndBacklogIsNot() {
        bench.time.pass(Duration.ofMinutes(60));
        bench.done(() -> bench.happened.note(new Events(List.of(
                new Event(MACHINE, "far", Event.CLOCK, TEN, TEN, "", Map.of("offset", Long.toString(-11 * MINUTE)))))));
        assertThat(known().clockOffset()).isEqualTo(-11 * MINUTE);
        bench.store(List.of(Fixture.block(TEN + 48 * MINUTE, 60), Fixture.block(TEN + 20 * MINUTE, 60)));
        assertThat(aside().blocks()).extracting(one -> one.from()).containsExactly(TEN + 48 * MINUTE);
        bench.done(() -> bench.happened.note(
                new Events(List.of(new Event(MACHINE, "near", Event.CLOCK, TEN, TEN, "", Map.of("offset", "20"))))));
        assertThat(known().clockOffset()).isZero();
        bench.store(List.of(Fixture.block(TEN + 49 * MINUTE, 60)));
        assertThat(aside().blocks()).hasSize(1);
    }

    @Test
    void whatIsPutAsideIsForgottenAfterTheTimeOfSamples() {
        bench.store(List.of(Fixture.block(TEN + HOUR, 60)));
        bench.time.pass(Duration.ofHours(47));
        bench.done(bench.quarantine::round);
        assertThat(aside().blocks()).hasSize(1);
        bench.time.pass(Duration.ofHours(2));
        bench.done(bench.quarantine::round);
        assertThat(aside().blocks()).isEmpty();
        assertThat(aside().dropped()).isZero();
        assertThat(known().quarantined()).isZero();
        assertThat(bench.done(() -> bench.mongo.find("quarantine", new JsonObject())))
                .hasSize(1);
    }

    @Test
    void twoAgentsWithOneIdAreToldAndBothKeepTheirSamples() {
        bench.time.pass(Duration.ofMinutes(2));
        Block mine = Fixture.block(TEN, 60);
        Block theirs = new Block(
                MACHINE,
                "f".repeat(32),
                mine.seq(),
                mine.schema(),
                mine.from(),
                mine.to(),
                mine.samples(),
                mine.payload());
        bench.store(List.of(mine));
        assertThat(known().conflict()).isFalse();
        bench.store(List.of(theirs));
        assertThat(known().conflict()).isTrue();
        assertThat(events(Event.CONFLICT)).hasSize(1);
        assertThat(bench.done(() -> bench.store.minutes(MACHINE, List.of(TEN / MINUTE)))
                        .get(0)
                        .blocks())
                .hasSize(2);
        bench.time.pass(Duration.ofMinutes(6));
        assertThat(known().conflict()).isFalse();
    }

    @Test
    void aNearlyFullDiskRefusesBlocksUntilThereIsRoom() {
        bench.time.pass(Duration.ofMinutes(2));
        bench.space = new Disk.Space(0, 999);
        bench.done(bench.room::look);
        assertThatThrownBy(() -> bench.store(List.of(Fixture.block(TEN, 60))))
                .hasMessageStartingWith("the database's disk is nearly full")
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE));
        assertThat(bench.metrics.get("atalaia_storage_refusing").gauge().value())
                .isEqualTo(1);
        bench.space = new Disk.Space(0, 1_001);
        bench.done(bench.room::look);
        assertThat(bench.room.refusing()).isTrue();
        bench.space = new Disk.Space(0, 1_100);
        bench.done(bench.room::look);
        bench.store(List.of(Fixture.block(TEN, 60)));
        assertThat(bench.metrics.get("atalaia_storage_refusing").gauge().value())
                .isZero();
    }

    @Test
    void whatIsNoNumberIsStoredAsItIsAndAnsweredAsAbsent() {
        bench.time.pass(Duration.ofMinutes(2));
        long[] times = {TEN, TEN + 1_000, TEN + 2_000, TEN + 3_000};
        double[][] values = {
            {1, Double.POSITIVE_INFINITY, Double.NaN, 3},
            {10, Double.NaN, Double.NEGATIVE_INFINITY, 40},
            {Double.NaN, Double.NaN, Double.NaN, Double.NaN}
        };
        bench.store(List.of(Fixture.block(1, times, values)));
        var load =
                bench.ask("node_load1", TEN, TEN + MINUTE, 1, As.RAW).series().get(0);
        assertThat(load.max()).containsExactly(3);
        assertThat(load.avg()).containsExactly(2);
        assertThat(load.count()).containsExactly(2);
        assertThat(bench.ask("node_cpu_seconds_total", TEN, TEN + MINUTE, 1, As.RAW)
                        .series())
                .isEmpty();
        bench.time.pass(Duration.ofHours(2));
        bench.pack();
        var packed =
                bench.ask("node_load1", TEN, TEN + MINUTE, 1, As.RAW).series().get(0);
        assertThat(packed.max()).containsExactly(3);
        assertThat(packed.count()).containsExactly(2);
    }
}
