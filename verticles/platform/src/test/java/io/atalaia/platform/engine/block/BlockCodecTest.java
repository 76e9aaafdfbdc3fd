/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.platform.engine.block.Columns.Processes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockCodecTest {
    static final double[] ODD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 60,
        (1L << 53) + 2,
        0.1,
        1e-9,
        1.0 / 3
    };

    @Test
    void randomBlocksComeBackBitByBit() {
        for (int seed = 0; seed < 3_000; seed++) {
            Columns columns = columns(new Random(seed));
            assertSame(BlockCodec.decode(BlockCodec.encode(columns)), columns, seed);
        }
    }

    @Test
    void someSeriesAloneAreThoseOfTheWhole() {
        for (int seed = 0; seed < 500; seed++) {
            byte[] block = BlockCodec.encode(columns(new Random(seed)));
            Columns whole = BlockCodec.decode(block);
            Columns some = BlockCodec.decode(block, series -> series % 3 == 1);
            assertThat(some.times()).as("seed " + seed).isEqualTo(whole.times());
            for (int series = 0; series < whole.values().length; series++) {
                double[] wanted = series % 3 == 1 ? whole.values()[series] : null;
                assertThat(some.values()[series]).as("seed " + seed).isEqualTo(wanted);
            }
        }
    }

    @Test
    void anEmptyBlockComesBack() {
        var empty = new Columns(new long[0], new double[0][], List.of());
        assertSame(BlockCodec.decode(BlockCodec.encode(empty)), empty, 0);
    }

    @Test
    void theLargestAndSmallestLongsComeBackAsTimes() {
        long[] times = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE};
        var columns = new Columns(times, new double[][] {{1, 2, 3, 4, 5}}, List.of());
        assertSame(BlockCodec.decode(BlockCodec.encode(columns)), columns, 0);
    }

    @Test
    void aCounterThatStartsAgainComesBack() {
        double[] counter = {1e12, 1e12 + 5e6, 1e12 + 9e6, 0, 4096, 1e15};
        var columns = new Columns(new long[] {1, 2, 3, 4, 5, 6}, new double[][] {counter}, List.of());
        assertThat(BlockCodec.decode(BlockCodec.encode(columns)).values()[0]).containsExactly(counter);
    }

    @Test
    void mutatedBytesAreRefusedOrReadButNeverCrash() {
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = BlockCodec.encode(columns(new Random(seed % 50)));
            refused += refused(mutated(bytes, random)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    /** Deflate guards little; what lies under it has to stand mutation as well. */
    @Test
    void mutatedContentIsRefusedOrReadButNeverCrashes() {
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = BlockCodec.encode(columns(new Random(seed % 50)));
            byte[] content = mutated(Deflate.inflated(bytes, 1, 1 << 20), random);
            var sink = new ByteSink();
            sink.one(1);
            sink.all(Deflate.deflated(content));
            refused += refused(sink.bytes()) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void aBombIsRefusedBeforeItFillsTheMemory() {
        var sink = new ByteSink();
        sink.one(1);
        sink.all(Deflate.deflated(new byte[100 * 1024 * 1024]));
        assertThatThrownBy(() -> BlockCodec.decode(sink.bytes()))
                .isInstanceOf(CorruptBlock.class)
                .hasMessageContaining("bytes come out");
    }

    @Test
    void timesThatDoNotGrowAreNotEncoded() {
        assertThatThrownBy(() -> BlockCodec.encode(new Columns(new long[] {2, 2}, new double[0][], List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean refused(byte[] bytes) {
        try {
            assertThat(BlockCodec.decode(bytes).times().length).isLessThanOrEqualTo(BlockCodec.MOST_SAMPLES);
            return false;
        } catch (CorruptBlock e) {
            assertThat(e).hasMessageNotContaining("null");
            return true;
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated =
                random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes.clone();
        for (int i = random.nextInt(6); i >= 0 && mutated.length > 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        return mutated;
    }

    private static Columns columns(Random random) {
        int samples = random.nextInt(40);
        long[] times = new long[samples];
        long time = 1_700_000_000_000L + random.nextInt(1000);
        for (int i = 0; i < samples; i++) {
            times[i] = time += 1 + random.nextInt(2000);
        }
        double[][] values = new double[random.nextInt(12)][];
        for (int i = 0; i < values.length; i++) {
            values[i] = column(random, samples);
        }
        List<Processes> processes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            processes.add(new Processes(random.nextLong(), rows(random)));
        }
        return new Columns(times, values, processes);
    }

    private static double[] column(Random random, int samples) {
        double[] column = new double[samples];
        int shape = random.nextInt(7);
        double total = random.nextInt(1_000_000);
        for (int i = 0; i < samples; i++) {
            column[i] = switch (shape) {
                case 0 -> 42.5;
                case 1 -> total += random.nextInt(5) * 4096;
                case 2 -> random.nextInt(1000) / 100.0;
                case 3 -> random.nextGaussian();
                case 4 -> ODD[random.nextInt(ODD.length)];
                case 5 -> Double.longBitsToDouble(random.nextLong());
                default -> random.nextBoolean() ? Double.NaN : random.nextLong();
            };
        }
        return column;
    }

    private static List<ProcessRow> rows(Random random) {
        List<ProcessRow> rows = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            rows.add(new ProcessRow(
                    random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(5),
                    random.nextInt(3),
                    "päckage " + random.nextInt(3),
                    random.nextBoolean() ? "" : "root",
                    random.nextBoolean() ? random.nextInt(9999) / 100.0 : ODD[random.nextInt(ODD.length)],
                    random.nextLong(),
                    random.nextBoolean() ? null : random.nextLong(),
                    random.nextBoolean() ? null : (long) random.nextInt(10)));
        }
        return rows;
    }

    private static void assertSame(Columns actual, Columns expected, int seed) {
        assertThat(actual.times()).as("times, seed %d", seed).containsExactly(expected.times());
        assertThat(actual.values().length).isEqualTo(expected.values().length);
        for (int i = 0; i < expected.values().length; i++) {
            assertThat(bits(actual.values()[i]))
                    .as("column %d, seed %d", i, seed)
                    .containsExactly(bits(expected.values()[i]));
        }
        assertThat(actual.processes()).as("processes, seed %d", seed).isEqualTo(expected.processes());
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
