/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.ProcessRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocks as they were written once are read for ever. The files are never made anew: a new version of the format gets files of
 * its own beside them. {@code -Dblocks.write=true} writes those that are missing.
 */
class GoldenBlocksTest {
    private static final Path FILES = Path.of("src/test/resources/blocks");

    @ParameterizedTest
    @ValueSource(strings = {"v1-empty", "v1-gauges", "v1-counters", "v1-odd", "v1-processes", "v1-wide"})
    void whatWasWrittenIsRead(String name) throws IOException {
        byte[] block = Files.readAllBytes(FILES.resolve(name + ".block"));
        assertThat(block[0]).isEqualTo((byte) 1);
        assertThat(text(BlockCodec.decode(block))).isEqualTo(Files.readString(FILES.resolve(name + ".txt")));
    }

    @Test
    void everyShapeHasItsFile() throws IOException {
        for (var one : shapes().entrySet()) {
            Path block = FILES.resolve("v1-" + one.getKey() + ".block");
            if (Boolean.getBoolean("blocks.write") && Files.notExists(block)) {
                Files.write(block, BlockCodec.encode(one.getValue()));
                Files.writeString(FILES.resolve("v1-" + one.getKey() + ".txt"), text(one.getValue()));
            }
            assertThat(block).exists();
        }
    }

    private static Map<String, Columns> shapes() {
        Map<String, Columns> shapes = new LinkedHashMap<>();
        shapes.put("empty", new Columns(new long[0], new double[0][], List.of()));
        shapes.put("gauges", columns(60, i -> 0.25 * (i % 7), i -> 42, i -> i % 5 == 0 ? Double.NaN : 58.1, i -> -i));
        shapes.put(
                "counters",
                columns(60, i -> 1e12 + 4096.0 * i, i -> i < 30 ? 1e15 + i : i, i -> 9e18, i -> i * i / 100.0));
        double[] odd = BlockCodecTest.ODD;
        shapes.put("odd", columns(odd.length, i -> odd[i], i -> odd[odd.length - 1 - i], i -> Double.NaN, i -> -0.0));
        shapes.put("processes", withProcesses(columns(10, i -> i)));
        Series[] wide = new Series[200];
        Arrays.setAll(wide, column -> i -> Math.floorMod(column * 31 + i * 17, 1000) / 10.0);
        shapes.put("wide", columns(12, wide));
        return shapes;
    }

    private static Columns columns(int samples, Series... series) {
        long[] times = IntStream.range(0, samples)
                .mapToLong(i -> 1_795_252_380_137L + i * 1000L + i % 3)
                .toArray();
        double[][] values = Arrays.stream(series)
                .map(one -> IntStream.range(0, samples).mapToDouble(one::at).toArray())
                .toArray(double[][]::new);
        return new Columns(times, values, List.of());
    }

    private static Columns withProcesses(Columns columns) {
        var looks = IntStream.of(0, 5)
                .mapToObj(i -> new Columns.Processes(
                        columns.times()[i],
                        List.of(
                                new ProcessRow(
                                        1, 1_795_000_000_000L, "systemd", "root", 12.5 + i, 4096L * i, 100L, null),
                                new ProcessRow(77 + i, 5, "größer", "", 1.0 / 3, 1L << 40, null, 9L))))
                .toList();
        return new Columns(columns.times(), columns.values(), looks);
    }

    /** Every bit of it, for people. */
    private static String text(Columns columns) {
        var text = new StringBuilder("times " + Arrays.toString(columns.times()) + "\n");
        for (double[] column : columns.values()) {
            text.append(Arrays.stream(column)
                            .mapToObj(value -> Double.isNaN(value) ? "none" : Double.toHexString(value))
                            .collect(Collectors.joining(" ")))
                    .append('\n');
        }
        columns.processes()
                .forEach(look ->
                        text.append(look.time()).append(' ').append(look.rows()).append('\n'));
        return text.toString();
    }

    private interface Series {
        double at(int instant);
    }
}
