/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.AskSeries;
import io.atalaia.contracts.storage.StorageApi.Gap;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Points;
import io.atalaia.storage.Fixture;
import io.atalaia.storage.engine.SeriesId;
import io.atalaia.storage.engine.Stretch;
import io.atalaia.storage.engine.Tier;
import io.atalaia.tests.support.EmbeddedMongo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackerTest {
    private static final String GROUP_OF_LOAD =
            SeriesId.of(new Series("node_load1", Map.of(), Kind.GAUGE)).group();

    private static final Set<String> STEPS =
            Set.of("write", "packed", "touch", "drop", "forget", "forgetDay", "noteFleet", "forgetFleet");
    private final AtomicInteger stepsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final Bench bench = new Bench(EmbeddedMongo.inMemory(), this::failing);

    /** A store whose n-th write of packing fails, as if the process ended there. */
    private SampleStore failing(SampleStore store) {
        return (SampleStore) Proxy.newProxyInstance(
                SampleStore.class.getClassLoader(), new Class<?>[] {SampleStore.class}, (proxy, method, arguments) -> {
                    if (STEPS.contains(method.getName()) && stepsLeft.decrementAndGet() < 0) {
                        return Future.failedFuture(new IllegalStateException("the process ended"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private record Answers(List<Answer> all) {
        void assertSame(Answers other) {
            assertThat(all).usingRecursiveComparison().isEqualTo(other.all);
        }
    }

    /** Samples and minutes, as they are and as rates, over two hours. */
    private Answers answers() {
        List<Answer> all = new ArrayList<>();
        for (int points : new int[] {5000, 60}) {
            all.add(bench.ask("node_load1", TEN, TEN + 2 * HOUR, points, As.RAW));
            all.add(bench.ask("node_intr_total", TEN, TEN + 2 * HOUR, points, As.RATE));
            all.add(bench.ask("node_intr_total", TEN, TEN + 2 * HOUR, points, As.RAW));
            all.add(bench.ask("node_cpu_seconds_total", TEN + 7777, TEN + 2 * HOUR - 7777, points, As.RATE));
        }
        assertThat(all).extracting(Answer::tier).containsOnly("raw", "1m");
        return new Answers(all);
    }

    private void twoHoursAreStored() {
        bench.introduce();
        bench.time.pass(Duration.ofMinutes(121));
        bench.store(Fixture.minutes(TEN, 50));
        bench.store(Fixture.minutes(TEN + 55 * MINUTE, 65));
    }

    private List<Long> minutesLeft() {
        return LongStream.range(0, 120)
                .mapToObj(i -> TEN / MINUTE + i)
                .filter(minute -> !bench.done(() -> bench.store.minutes(MACHINE, List.of(minute)))
                        .isEmpty())
                .toList();
    }

    @Test
    void packingChangesNoAnswer() {
        twoHoursAreStored();
        Answers before = answers();
        bench.time.pass(Duration.ofMinutes(63));
        bench.pack();
        before.assertSame(answers());
        assertThat(minutesLeft()).isEmpty();
        assertThat(bench.done(() -> bench.store.machine(MACHINE)).orElseThrow().touched())
                .isEmpty();
    }

    @Test
    void anHourThatGoesOnIsNotPacked() {
        twoHoursAreStored();
        bench.pack();
        assertThat(minutesLeft()).hasSize(60);
    }

    @Test
    void whereverPackingEndsTheAnswersStayAndTheNextRoundFinishes() {
        twoHoursAreStored();
        Answers before = answers();
        bench.time.pass(Duration.ofMinutes(63));
        for (int steps = 0; steps < 20; steps++) {
            stepsLeft.set(steps);
            if (packs()) {
                break;
            }
            before.assertSame(answers());
        }
        assertThat(minutesLeft()).isEmpty();
        before.assertSame(answers());
    }

    private boolean packs() {
        try {
            bench.pack();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void aBlockSentAgainAfterPackingCountsOnce() {
        twoHoursAreStored();
        Answers before = answers();
        bench.time.pass(Duration.ofMinutes(63));
        bench.pack();
        bench.store(Fixture.minutes(TEN, 3));
        before.assertSame(answers());
        bench.pack();
        before.assertSame(answers());
        assertThat(minutesLeft()).isEmpty();
    }

    @Test
    void aLateBlockJoinsItsPackedHour() {
        twoHoursAreStored();
        bench.time.pass(Duration.ofMinutes(63));
        bench.pack();
        List<Block> late = Fixture.minutes(TEN + 50 * MINUTE, 5);
        bench.store(late);
        Answers waiting = answers();
        bench.pack();
        waiting.assertSame(answers());
        assertThat(waiting.all()).allSatisfy(answer -> assertThat(answer.gaps()).isEmpty());
        Points load =
                bench.ask("node_load1", TEN, TEN + HOUR, 5000, As.RAW).series().get(0);
        assertThat(load.t()).hasSize(3600);
        assertThat(load.last())
                .containsExactly(
                        LongStream.of(load.t()).mapToDouble(Fixture::load).toArray());
    }

    @Test
    void aMissingTimeStaysAGapInEveryTier() {
        twoHoursAreStored();
        bench.time.pass(Duration.ofMinutes(63));
        bench.pack();
        assertThat(bench.ask("node_load1", TEN, TEN + 2 * HOUR, 5000, As.RAW).gaps())
                .containsExactly(new Gap(TEN + 50 * MINUTE - 1000, TEN + 55 * MINUTE, "no samples arrived"));
        assertThat(bench.ask("node_load1", TEN, TEN + 2 * HOUR, 60, As.RAW).gaps())
                .containsExactly(new Gap(TEN + 50 * MINUTE, TEN + 55 * MINUTE, "no samples arrived"));
    }

    @Test
    void whoLostTheLeaseDoesNotOverwriteWhatAnotherPacked() {
        twoHoursAreStored();
        bench.time.pass(Duration.ofMinutes(63));
        bench.fence = 7;
        bench.pack();
        bench.store(Fixture.minutes(TEN + 50 * MINUTE, 1));
        var id = Stretch.rawId(TEN / HOUR, MACHINE, GROUP_OF_LOAD);
        var read = bench.done(() -> bench.store.fences(List.of(id))).get(0);
        assertThat(read.fence()).isEqualTo(7);
        bench.fence = 8;
        bench.pack();
        var stale = new Tier.Write(id, 7, 7, Map.of("t", new byte[] {1}));
        assertThat(bench.done(() -> bench.store.write(List.of(stale)))).isFalse();
    }

    @Test
    void whoHoldsNoLeasePacksNothing() {
        twoHoursAreStored();
        bench.time.pass(Duration.ofMinutes(63));
        bench.fence = 0;
        bench.pack();
        assertThat(minutesLeft()).hasSize(115);
    }

    @Test
    void whatIsTooOldIsRemovedAndMinutesOutliveSamples() {
        twoHoursAreStored();
        bench.time.pass(Duration.ofMinutes(63));
        bench.pack();
        bench.time.pass(Duration.ofHours(50));
        bench.pack();
        bench.done(bench.retention::round);
        Answer answer = bench.ask("node_load1", TEN, TEN + HOUR, 5000, As.RAW);
        assertThat(answer.tier()).isEqualTo("1m");
        assertThat(answer.series().get(0).t()).hasSize(55);
        var ids = List.of(Stretch.rawId(TEN / HOUR, MACHINE, GROUP_OF_LOAD), Stretch.indexId(TEN / HOUR, MACHINE));
        assertThat(bench.done(() -> bench.store.fences(ids))).isEmpty();
        bench.time.pass(Duration.ofDays(31));
        bench.done(bench.retention::round);
        assertThat(bench.ask("node_load1", TEN, TEN + HOUR, 5000, As.RAW).tier())
                .isEqualTo("5m");
        bench.time.pass(Duration.ofDays(160));
        bench.done(bench.retention::round);
        bench.done(bench.retention::round);
        bench.done(bench.retention::round);
        Answer hours = bench.ask("node_load1", TEN, TEN + HOUR, 5000, As.RAW);
        assertThat(hours.tier()).isEqualTo("1h");
        assertThat(hours.series().get(0).count()).containsExactly(55 * 60);
        bench.time.pass(Duration.ofDays(250));
        bench.done(bench.retention::round);
        assertThat(bench.ask("node_load1", TEN, TEN + HOUR, 5000, As.RAW).series())
                .isEmpty();
    }

    @Test
    void aTooOldBlockIsRefused() {
        bench.introduce();
        bench.time.pass(Duration.ofDays(3));
        assertThatThrownBy(() -> bench.store(Fixture.minutes(TEN, 1))).hasMessageContaining("older");
    }

    @Test
    void anHourEndsByTheMachinesOwnTimeAndNotByOurs() {
        bench.introduce();
        bench.time.pass(Duration.ofMinutes(65));
        bench.store(Fixture.minutes(TEN, 59));
        bench.pack();
        assertThat(minutesLeft()).hasSize(59);
        bench.store(Fixture.minutes(TEN + 59 * MINUTE, 2));
        bench.pack();
        assertThat(minutesLeft()).containsExactly(TEN / MINUTE + 60);
    }

    @Test
    void aClockThatIsSetBackGivesNoWildRates() {
        bench.introduce();
        bench.time.pass(Duration.ofMinutes(21));
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            // Ten minutes, then the same ten minutes again: the counter goes on.
            long from = TEN + (i < 20 ? i : i - 10) * MINUTE + (i < 20 ? 0 : 300);
            long[] times =
                    LongStream.range(0, 60).map(second -> from + second * 1000).toArray();
            long block = i;
            double[] total = LongStream.range(0, 60)
                    .mapToDouble(second -> 10.0 * (block * 60 + second))
                    .toArray();
            blocks.add(Fixture.block(i + 1, times, new double[][] {total, total, total}));
        }
        bench.store(blocks);
        assertRatesOfTen();
        bench.time.pass(Duration.ofMinutes(123));
        bench.pack();
        assertRatesOfTen();
    }

    private void assertRatesOfTen() {
        for (int points : new int[] {5000, 60}) {
            Points rates = bench.ask("node_intr_total", TEN, TEN + HOUR, points, As.RATE)
                    .series()
                    .get(0);
            assertThat(rates.max()).containsOnly(10);
            assertThat(rates.min()).containsOnly(10);
        }
        assertThat(bench.ask("node_intr_total", TEN, TEN + HOUR, 5000, As.RATE).gaps())
                .isNotEmpty();
    }

    @Test
    void aBlockThatCouldNotBeReadWhenItWasPackedStaysAGapWithItsReason() {
        twoHoursAreStored();
        var bad = Fixture.block(TEN + MINUTE, 60);
        bench.done(() -> bench.mongo.updateCollection(
                "blocks",
                new JsonObject().put("_id", (TEN / MINUTE + 1) + "@" + MACHINE),
                new JsonObject()
                        .put(
                                "$set",
                                new JsonObject()
                                        .put(
                                                "b." + bad.boot() + "_" + bad.seq() + ".p",
                                                new JsonObject().put("$binary", new byte[] {9, 9})))));
        bench.time.pass(Duration.ofMinutes(63));
        bench.pack();
        assertThat(minutesLeft()).isEmpty();
        for (int points : new int[] {5000, 60}) {
            assertThat(bench.ask("node_load1", TEN, TEN + HOUR, points, As.RAW).gaps())
                    .anyMatch(gap -> gap.reason().equals("corrupt block")
                            && gap.from() == TEN + MINUTE
                            && gap.to() <= TEN + 2 * MINUTE);
        }
    }

    @Test
    void theNewestSchemaIsToldAlsoWhenItIsAnOlderOneAgain() {
        bench.introduce();
        bench.time.pass(Duration.ofMinutes(1));
        bench.done(() ->
                bench.introductions.introduce(new Introduction(Fixture.facts(), Schema.of(List.of(Fixture.LOAD)))));
        bench.time.pass(Duration.ofMinutes(1));
        bench.introduce();
        assertThat(bench.done(() -> bench.introductions.series(new AskSeries(MACHINE)))
                        .series())
                .isEqualTo(Fixture.SCHEMA.series());
    }
}
