/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.service;

import static io.atalaia.storage.Fixture.HOUR;
import static io.atalaia.storage.Fixture.MACHINE;
import static io.atalaia.storage.Fixture.MINUTE;
import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi.Answer;
import io.atalaia.contracts.storage.StorageApi.As;
import io.atalaia.contracts.storage.StorageApi.AskProcesses;
import io.atalaia.contracts.storage.StorageApi.AskTop;
import io.atalaia.contracts.storage.StorageApi.By;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.contracts.storage.StorageApi.Query;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.atalaia.platform.engine.block.Columns.Processes;
import io.atalaia.storage.Fixture;
import io.atalaia.tests.support.EmbeddedMongo;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Blocks come late, twice and while they are packed, and the packer ends at each of its steps: whoever goes on comes to what a
 * run without any of it comes to.
 */
@Timeout(400)
class UnderFireTest {
    private static final int MOST_STEPS = 400;

    /** What is known in the end. */
    private record Known(List<Answer> answers, List<Object> others) {}

    /** A store that ends after so many steps, or at which something comes before one of them. */
    private static final class Ending {
        private int stepsLeft = Integer.MAX_VALUE;
        private int stepsToVisit = Integer.MAX_VALUE;
        private Supplier<Future<?>> visit;

        SampleStore around(SampleStore store) {
            return (SampleStore) Proxy.newProxyInstance(
                    SampleStore.class.getClassLoader(),
                    new Class<?>[] {SampleStore.class},
                    (proxy, method, arguments) -> {
                        if (stepsLeft != Integer.MAX_VALUE) {
                            if (--stepsLeft < 0) {
                                return Future.failedFuture(new IllegalStateException("the process ended"));
                            }
                        }
                        if (stepsToVisit != Integer.MAX_VALUE && --stepsToVisit == 0) {
                            stepsToVisit = Integer.MAX_VALUE;
                            return visit.get().compose(come -> (Future<?>) call(store, method, arguments));
                        }
                        return call(store, method, arguments);
                    });
        }

        private static Object call(SampleStore store, Method method, Object[] arguments) {
            try {
                return method.invoke(store, arguments);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Block block(long seq, long from) {
        long[] times = LongStream.range(0, 12).map(i -> from + i * 5_000).toArray();
        // The counter starts again in the second hour.
        double less = from >= TEN + HOUR + 3 * MINUTE ? Fixture.interrupts(TEN + HOUR) : 0;
        double[][] values = {
            LongStream.of(times).mapToDouble(Fixture::load).toArray(),
            LongStream.of(times)
                    .mapToDouble(time -> Fixture.interrupts(time) - less)
                    .toArray(),
            LongStream.of(times)
                    .mapToDouble(time -> seq * 7 + Fixture.load(time))
                    .toArray()
        };
        var looks = List.of(
                new Processes(times[0], List.of(new ProcessRow(1, 5, "init", "root", seq, 4096, seq * 100, null))));
        return new Block(
                MACHINE,
                Fixture.BOOT,
                seq,
                Fixture.SCHEMA.hash(),
                times[0],
                times[times.length - 1],
                times.length,
                BlockCodec.encode(new Columns(times, values, looks)));
    }

    /** Twelve minutes around the change of an hour, then the clock is set back by two minutes, then eight more. */
    private static List<Block> all() {
        List<Block> blocks = new ArrayList<>();
        long seq = 1;
        for (long minute = TEN + 54 * MINUTE; minute < TEN + 66 * MINUTE; minute += MINUTE) {
            blocks.add(block(seq++, minute + 400));
        }
        for (long minute = TEN + 64 * MINUTE; minute < TEN + 72 * MINUTE; minute += MINUTE) {
            blocks.add(block(seq++, minute + 1_900));
        }
        return blocks;
    }

    private static List<Block> late() {
        return List.of(all().get(2), all().get(5), all().get(9), all().get(14));
    }

    private static List<Block> early() {
        List<Block> early = new ArrayList<>(all());
        late().forEach(block -> early.removeIf(one -> one.seq() == block.seq()));
        return early;
    }

    private static Bench bench(Ending ending) {
        var bench = new Bench(EmbeddedMongo.inMemory(), ending::around);
        bench.done(
                () -> bench.introductions.introduce(new Introduction(Fixture.facts(MACHINE, 5_000), Fixture.SCHEMA)));
        bench.time.pass(Duration.ofHours(4));
        return bench;
    }

    private static void packAll(Bench bench) {
        for (int i = 0; i < 4; i++) {
            bench.pack();
        }
    }

    /** Packed while the day goes on, then again once it is over. */
    private static Known end(Bench bench) {
        packAll(bench);
        bench.time.pass(Duration.ofHours(24));
        packAll(bench);
        var machine = bench.done(() -> bench.store.machine(MACHINE)).orElseThrow();
        assertThat(machine.touched()).isEmpty();
        assertThat(machine.days()).isEmpty();
        assertThat(bench.done(bench.store::fleet).touched()).isEmpty();
        List<Long> minutes =
                LongStream.range(0, 120).mapToObj(i -> TEN / MINUTE + i).toList();
        assertThat(bench.done(() -> bench.store.minutes(MACHINE, minutes))).isEmpty();
        return known(bench);
    }

    private static Known known(Bench bench) {
        List<Answer> answers = new ArrayList<>();
        long[][] ranges = {{2 * HOUR, 5_000}, {2 * HOUR, 30}, {90 * MINUTE, 1}, {2 * HOUR, 1}};
        for (long[] range : ranges) {
            for (String metric : List.of("node_load1", "node_intr_total", "node_cpu_seconds_total")) {
                for (As as : metric.equals("node_load1") ? new As[] {As.RAW} : As.values()) {
                    answers.add(bench.ask(
                            new Query(MACHINE, List.of(metric), Map.of(), TEN, TEN + range[0], (int) range[1], as)));
                }
            }
        }
        assertThat(answers).extracting(Answer::tier).contains("raw", "1m", "5m", "1h");
        List<Object> others = new ArrayList<>();
        for (long at = TEN + 50 * MINUTE; at < TEN + 80 * MINUTE; at += 4 * MINUTE) {
            long when = at;
            others.add(bench.done(() -> bench.processes.answer(new AskProcesses(MACHINE, when))));
        }
        for (By by : By.values()) {
            others.add(bench.done(() -> bench.tops.answer(new AskTop("load1", TEN, TEN + 2 * HOUR, by, 5)))
                    .rows());
        }
        return new Known(answers, others);
    }

    private static void assertSame(Known known, Known wanted, String when) {
        assertThat(known.answers()).as(when).usingRecursiveComparison().isEqualTo(wanted.answers());
        assertThat(known.others()).as(when).isEqualTo(wanted.others());
    }

    private static boolean packs(Bench bench) {
        try {
            bench.pack();
            bench.pack();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void whereverThePackerEndsTheNextComesToTheSame() {
        Known wanted;
        try (var bench = bench(new Ending())) {
            bench.store(all());
            wanted = end(bench);
        }
        assertThat(wanted.answers().get(1).series()).isNotEmpty();
        boolean finished = false;
        for (int steps = 1; !finished && steps < MOST_STEPS; steps++) {
            finished = endsAfter(steps, wanted);
        }
        assertThat(finished).isTrue();
    }

    @Test
    void whatComesWhileAnHourIsPackedCountsOnce() {
        Known wanted;
        try (var bench = bench(new Ending())) {
            bench.store(all());
            wanted = end(bench);
        }
        boolean finished = false;
        for (int step = 1; !finished && step < MOST_STEPS; step++) {
            finished = visitedAt(step, wanted);
        }
        assertThat(finished).isTrue();
    }

    /** Whether the packer was done before anything came. */
    private static boolean visitedAt(int step, Known wanted) {
        var ending = new Ending();
        try (var bench = bench(ending)) {
            bench.store(early());
            List<Block> blocks = new ArrayList<>(late());
            blocks.addAll(all().subList(3, 7));
            ending.visit = () -> bench.storing(blocks);
            ending.stepsToVisit = step;
            packAll(bench);
            boolean finished = ending.stepsToVisit != Integer.MAX_VALUE;
            ending.stepsToVisit = Integer.MAX_VALUE;
            bench.store(late());
            assertSame(end(bench), wanted, "blocks came before step " + step);
            return finished;
        }
    }

    /** Whether the packer came to its end before it was ended. */
    private static boolean endsAfter(int steps, Known wanted) {
        var ending = new Ending();
        try (var bench = bench(ending)) {
            bench.store(early());
            boolean packed = true;
            // First the packer of what came early ends somewhere, then the one of what came late meanwhile.
            for (int time = 0; time < 2; time++) {
                ending.stepsLeft = steps;
                packed &= packs(bench);
                ending.stepsLeft = Integer.MAX_VALUE;
                bench.fence++;
                bench.store(late());
                bench.store(all().subList(3, 7));
            }
            assertSame(end(bench), wanted, "ended after " + steps + " steps");
            return packed;
        }
    }

    @Test
    void ratesAreTheSameInEveryTierAndNeverNegative() {
        try (var bench = bench(new Ending())) {
            bench.store(all());
            Known known = end(bench);
            known.answers().forEach(answer -> answer.series().forEach(points -> assertThat(
                            Arrays.stream(points.min()).min().orElse(0))
                    .isNotNegative()));
            double raw = rate(known.answers().get(2));
            assertThat(rate(known.answers().get(7))).isCloseTo(raw, Offset.offset(1e-6 * raw));
            assertThat(rate(known.answers().get(17))).isCloseTo(raw, Offset.offset(1e-6 * raw));
        }
    }

    private static double rate(Answer answer) {
        var points = answer.series().get(0);
        double sum = 0;
        double count = 0;
        for (int i = 0; i < points.t().length; i++) {
            sum += points.avg()[i] * points.count()[i];
            count += points.count()[i];
        }
        return sum / count;
    }
}
