/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.engine.block.Columns;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

/** A machine that samples a load and a counter of interrupts. */
public final class Fixture {
    /** 2026-03-04T10:00:00Z. */
    public static final long TEN = 1_772_618_400_000L;

    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;
    public static final String MACHINE = "5f0c6a4e-7f1c-4f43-9d57-0d1a5a7d0001";
    public static final String BOOT = "0123456789abcdef0123456789abcdef";
    public static final Series LOAD = Series.gauge("node_load1");
    public static final Series INTERRUPTS = Series.counter("node_intr_total");
    public static final Series USER =
            new Series("node_cpu_seconds_total", Map.of("cpu", "0", "mode", "user"), Kind.COUNTER);
    public static final Schema SCHEMA = Schema.of(List.of(LOAD, INTERRUPTS, USER));

    private Fixture() {}

    /** What a future brings; its failure is thrown as it is. */
    @CanIgnoreReturnValue
    public static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public static MachineFacts facts() {
        return facts(MACHINE, 1000);
    }

    public static MachineFacts facts(String id, long everyMillis) {
        return new MachineFacts(
                id,
                "tower",
                List.of("10.0.0.1"),
                "Debian GNU/Linux 12",
                "6.1",
                "x86_64",
                "",
                2,
                8L << 30,
                TEN - HOUR,
                "0.1.0",
                BOOT,
                everyMillis,
                Map.of("a.site", "$lisbon"),
                MachineFacts.MACHINE,
                MachineFacts.HOST);
    }

    /** The load at an instant. */
    public static double load(long time) {
        return Math.floorMod(time / 1000 * 7, 101) / 100.0;
    }

    /** The interrupts until an instant: ten a second. */
    public static double interrupts(long time) {
        return (time - TEN + 24 * HOUR) / 100;
    }

    /** A sample each second from {@code from} on, all in one minute; the block is numbered by its minute. */
    public static Block block(long from, int samples) {
        return block(Math.floorDiv(from, MINUTE) - TEN / MINUTE + 100_000, from, samples);
    }

    public static Block block(long seq, long from, int samples) {
        long[] times = LongStream.range(0, samples).map(i -> from + i * 1000).toArray();
        double[][] values = {
            LongStream.of(times).mapToDouble(Fixture::load).toArray(),
            LongStream.of(times).mapToDouble(Fixture::interrupts).toArray(),
            LongStream.of(times).mapToDouble(time -> interrupts(time) / 50).toArray()
        };
        return block(seq, times, values);
    }

    public static Block block(long seq, long[] times, double[][] values) {
        return new Block(
                MACHINE,
                BOOT,
                seq,
                SCHEMA.hash(),
                times[0],
                times[times.length - 1],
                times.length,
                BlockCodec.encode(new Columns(times, values, List.of())));
    }

    /** Whole minutes of a sample each second. */
    public static List<Block> minutes(long from, int minutes) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            blocks.add(block(from + i * MINUTE, 60));
        }
        return blocks;
    }
}
