/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Collector;
import io.atalaia.agent.engine.Gatherer;
import io.atalaia.agent.engine.MapCollector;
import io.atalaia.agent.engine.SlowSource;
import io.atalaia.contracts.series.Series;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What reading this machine costs, printed; the limit is far above it, for machines that are slow or busy. */
class SampleCostTest {
    private static final double MICROS = 1e3;
    private static final int TIMES = 1_000;

    private interface Work {
        void run() throws IOException;
    }

    /** Microseconds of this thread's CPU time for one run, when the code is warm. */
    private static double cost(int times, Work work) throws IOException {
        double cost = 0;
        for (int round = 0; round < 3; round++) {
            long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            cost = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / MICROS / times;
        }
        return cost;
    }

    private static final Gatherer.Troubles SILENT = new Gatherer.Troubles() {
        @Override
        public void failed(String family, Exception cause) {}

        @Override
        public void works(String family) {}

        @Override
        public void tooMany(String family) {}
    };

    @Test
    void aSampleAndItsSlowFamiliesStayWellBelowTheirBudget() throws Exception {
        var platform = Platform.here();
        List<Collector> collectors = new ArrayList<>(platform.collectors());
        double slowMicrosAMinute = 0;
        for (SlowSource slow : platform.slow()) {
            double cost = cost(TIMES / 10, () -> {
                Map<Series, Double> ignored = slow.source().read();
            });
            Map<Series, Double> last = slow.source().read();
            collectors.add(new MapCollector(slow.family(), () -> last));
            slowMicrosAMinute += cost * 60 / slow.everySeconds();
            System.out.printf(
                    "%-20s %4d series %8.1f us every %d s%n", slow.family(), last.size(), cost, slow.everySeconds());
        }
        try (var gatherer = new Gatherer(collectors, SILENT)) {
            double sample = cost(TIMES, () -> {
                double[] ignored = gatherer.gather();
            });
            double secondsAMinute = (sample * 60 + slowMicrosAMinute) / 1e6;
            System.out.printf(
                    "a sample of %d series %.1f us; with the slow families %.4f CPU-seconds a minute%n",
                    gatherer.schema().series().size(), sample, secondsAMinute);
            assertThat(secondsAMinute).isLessThan(0.4);
        }
    }
}
