/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bytes from anywhere: never anything but columns or {@link CorruptBlock}, and never more memory than the limits allow. */
class BlockFuzzTest {
    /** What the largest block takes while it is decoded: its plain bytes as they grow, and its figures twice. */
    private static final long MOST_ALLOCATED = 512L * 1024 * 1024;
    /** What the bytes of an ordinary block may take, whatever is done to them. */
    private static final long USUALLY_ALLOCATED = 160L * 1024 * 1024;

    private static final long TIME = TimeUnit.SECONDS.toNanos(5);
    private static final long FIXED_SEED = 20_261_121;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long most;

    @Test
    void bytesFromAnywhereNeverCrashAndNeverTakeMoreThanTheLimit() {
        long random = new Random().nextLong();
        System.out.println("block fuzz seeds: " + FIXED_SEED + " and " + random);
        fuzz(new Random(FIXED_SEED), TIME / 2);
        fuzz(new Random(random), TIME / 2);
        System.out.println("block fuzz: most allocated by one decoding " + most + " bytes");
        assertThat(most).isLessThan(USUALLY_ALLOCATED);
    }

    @Test
    void theLargestClaimsTakeNoMoreThanTheLimit() {
        for (int size : new int[] {60, 64, 100}) {
            decode(block(new byte[size * 1024 * 1024]));
        }
        var sink = new ByteSink();
        sink.varint(BlockCodec.MOST_SERIES);
        sink.varint(BlockCodec.MOST_FIGURES / BlockCodec.MOST_SERIES);
        sink.all(new byte[4 * 1024 * 1024]);
        decode(block(sink.bytes()));
        assertThat(most).isLessThan(MOST_ALLOCATED);
    }

    private void fuzz(Random random, long nanos) {
        long end = System.nanoTime() + nanos;
        for (int round = 0; round % 64 != 0 || System.nanoTime() < end; round++) {
            decode(
                    switch (random.nextInt(4)) {
                        case 0 -> noise(random);
                        case 1 -> block(noise(random));
                        case 2 -> mutated(BlockCodec.encode(columns(random)), random);
                        default -> block(mutated(plain(columns(random)), random));
                    });
        }
    }

    private void decode(byte[] bytes) {
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        try {
            assertThat(BlockCodec.decode(bytes).times()).hasSizeLessThanOrEqualTo(BlockCodec.MOST_SAMPLES);
        } catch (CorruptBlock e) {
            assertThat(e).hasMessageNotContaining("null");
        }
        most = Math.max(most, threads.getThreadAllocatedBytes(id) - before);
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        if (noise.length > 0 && random.nextBoolean()) {
            noise[0] = 1;
        }
        return noise;
    }

    private static byte[] plain(Columns columns) {
        return Deflate.inflated(BlockCodec.encode(columns), 1, 1 << 22);
    }

    private static byte[] block(byte[] plain) {
        var sink = new ByteSink();
        sink.one(1);
        sink.all(Deflate.deflated(plain));
        return sink.bytes();
    }

    /** Bits flip, bytes change, stretches go, repeat or move, ends are cut. */
    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && mutated.length > 1; times--) {
            int at = random.nextInt(mutated.length);
            int length = Math.min(mutated.length - at, random.nextInt(16));
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(mutated, at, at + length, (byte) 0xFF);
                case 3 -> System.arraycopy(mutated, at, mutated, random.nextInt(mutated.length - length + 1), length);
                default -> mutated = Arrays.copyOf(mutated, at);
            }
        }
        return mutated;
    }

    private static Columns columns(Random random) {
        int samples = 1 + random.nextInt(70);
        long[] times = new long[samples];
        long time = 1_795_252_380_000L;
        for (int i = 0; i < samples; i++) {
            times[i] = time += 1 + random.nextInt(2_000);
        }
        double[][] values = new double[random.nextInt(20)][samples];
        for (double[] column : values) {
            fill(column, random);
        }
        return new Columns(times, values, List.of());
    }

    private static void fill(double[] column, Random random) {
        double total = random.nextInt(1_000_000);
        int shape = random.nextInt(6);
        for (int i = 0; i < column.length; i++) {
            column[i] = switch (shape) {
                case 0 -> 42.5;
                case 1 -> total += random.nextInt(5) * 4096;
                case 2 -> random.nextInt(1_000) / 100.0;
                case 3 -> random.nextInt(5) == 0 ? Double.NaN : i;
                case 4 -> Double.longBitsToDouble(random.nextLong());
                default -> random.nextInt(9) == 0 ? total = 0 : (total += 1e12);
            };
        }
    }
}
