/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Spools.MACHINE;
import static io.atalaia.platform.spool.Spools.MINUTE;
import static io.atalaia.platform.spool.Spools.NOW;
import static io.atalaia.platform.spool.Spools.facts;
import static io.atalaia.platform.spool.Spools.sample;
import static io.atalaia.platform.spool.Spools.wide;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeping samples costs: an agent's whole budget is 0.4 CPU-seconds a minute. */
class AppendCostTest {
    private static final int MINUTES = 40;
    private static final double MOST_CPU_SECONDS_A_MINUTE = 0.2;

    @TempDir
    Path directory;

    @Test
    void aMinuteOfSamplesCostsLittle() {
        var schema = wide(150);
        var spool = Spools.open(directory);
        var threads = ManagementFactory.getThreadMXBean();
        run(spool, schema, 0);
        long before = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        run(spool, schema, MINUTES);
        double cpu = (threads.getCurrentThreadCpuTime() - before) / 1e9 / MINUTES;
        double wall = (System.nanoTime() - begin) / 1e9 / MINUTES;
        System.out.printf(
                "spool: a minute of 60 samples of 150 series takes %.1f ms CPU, %.1f ms in all with its syncs%n",
                cpu * 1000, wall * 1000);
        assertThat(cpu).isLessThan(MOST_CPU_SECONDS_A_MINUTE);
    }

    private static void run(Spool spool, io.atalaia.contracts.series.Schema schema, int from) {
        for (int second = 0; second < MINUTES * 60; second++) {
            NOW.set(MINUTE + (from * 60L + second) * 1000);
            for (Entry entry : spool.append(sample(NOW.get(), schema), schema, facts(MACHINE))) {
                assertThat(spool.read(entry)).isPresent();
                spool.acknowledged(entry);
            }
        }
    }
}
