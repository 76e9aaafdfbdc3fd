/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What a block takes for what a real kernel says. A minute is far too long for a test, so the kernel is read every 50 ms and
 * each reading stands for a second: counters of ticks look busier than they are, which makes the figure a cautious one.
 */
@EnabledOnOs(OS.LINUX)
class RecordedMachineTest {
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9_.])\\d+(\\.\\d+)?(?![A-Za-z0-9_.])");
    private static final int SAMPLES = 60;
    private static final double MOST_BYTES_A_SAMPLE = 1.2;

    @Test
    void aMinuteOfThisMachineTakesAFractionOfAByteASample() throws Exception {
        Columns columns = columns(recorded());
        int bytes = BlockCodec.encode(columns).length;
        double each = bytes / (double) (SAMPLES * columns.values().length);
        System.out.printf(
                "block of this machine: %d series, %d bytes, %.3f bytes a sample%n",
                columns.values().length, bytes, each);
        assertThat(each).isLessThan(MOST_BYTES_A_SAMPLE);
    }

    private static List<double[]> recorded() throws Exception {
        List<double[]> instants = new CopyOnWriteArrayList<>();
        var pace = Executors.newSingleThreadScheduledExecutor();
        try {
            pace.scheduleAtFixedRate(() -> instants.add(kernel()), 0, 50, TimeUnit.MILLISECONDS);
            await().atMost(30, TimeUnit.SECONDS).until(() -> instants.size() >= SAMPLES);
        } finally {
            pace.shutdownNow();
            assertThat(pace.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        return instants.subList(0, SAMPLES);
    }

    private static double[] kernel() {
        var figures = new ArrayList<Double>();
        for (String file : List.of("stat", "meminfo", "net/dev", "diskstats", "loadavg", "uptime")) {
            var numbers = NUMBER.matcher(text(Path.of("/proc", file)).replaceAll("(?m)^intr .*$", ""));
            while (numbers.find()) {
                figures.add(Double.valueOf(numbers.group()));
            }
        }
        return figures.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Columns columns(List<double[]> instants) {
        int series = instants.stream().mapToInt(one -> one.length).min().orElseThrow();
        long[] times = new long[instants.size()];
        double[][] values = new double[series][instants.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1_700_000_040_137L + i * 1000L;
            for (int one = 0; one < series; one++) {
                values[one][i] = instants.get(i)[one];
            }
        }
        return new Columns(times, values, List.of());
    }
}
