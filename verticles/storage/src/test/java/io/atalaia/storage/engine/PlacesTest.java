/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.series.Series;
import io.atalaia.platform.engine.series.Significant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void aListOfBlocksIsWrittenInRanges() {
        var list = new BlockList();
        list.addAll(List.of(block("a", 2), block("a", 1), block("a", 3), block("a", 7), block("b", 5)));
        var read = BlockList.of(list.columns());
        assertThat(read.has(block("a", 3))).isTrue();
        assertThat(read.has(block("a", 4))).isFalse();
        assertThat(read.has(block("c", 1))).isFalse();
        assertThat(BlockList.of(new BlockList().columns()).spans()).isEmpty();
    }

    private static StoredBlock block(String boot, long seq) {
        return new StoredBlock(boot, seq, "s", 0, 0, 1, 0, new byte[0]);
    }

    @Test
    void theGroupOfASeriesFollowsFromItsName() {
        assertThat(group("node_memory_MemFree_bytes", Map.of())).isEqualTo("memory");
        assertThat(group("atalaia_cpu_seconds_total", Map.of("mode", "user"))).isEqualTo("cpu");
        assertThat(group("node_cpu_seconds_total", Map.of("cpu", "17", "mode", "user")))
                .isEqualTo("cpu-8");
        assertThat(group("node_load1", Map.of())).startsWith("other-");
        assertThat(group("my_shop_orders", Map.of())).startsWith("guest-");
    }

    @Test
    void seriesOfNoSubsystemAreSpreadEvenlyAndThoseOfAHeadlineFigureStayTogether() {
        Map<String, Integer> sizes = new HashMap<>();
        for (int i = 0; i < 1_200; i++) {
            sizes.merge(group("node_vmstat_x" + i, Map.of()), 1, Integer::sum);
        }
        assertThat(sizes).hasSize(12).allSatisfy((group, size) -> assertThat(size)
                .isBetween(60, 150));
        assertThat(group("node_hwmon_temp_celsius", Map.of("sensor", "cpu")))
                .isEqualTo(group("node_hwmon_temp_celsius", Map.of("sensor", "disk")));
    }

    private static String group(String name, Map<String, String> labels) {
        return SeriesId.of(new Series(name, labels, Kind.GAUGE)).group();
    }

    @Test
    void rowsThatOverlapAreSortedAndCountOnce() {
        var first = new Part(new long[] {10, 30}, Map.of("x", new double[] {1, 3}));
        var second =
                new Part(new long[] {20, 30, 40}, Map.of("x", new double[] {2, 99, 4}, "y", new double[] {5, 6, 7}));
        Part merged = Rows.merged(List.of(first, second));
        assertThat(merged.times()).containsExactly(10, 20, 30, 40);
        assertThat(merged.columns().get("x")).containsExactly(1, 2, 3, 4);
        assertThat(merged.columns().get("y")).containsExactly(Double.NaN, 5, Double.NaN, 7);
    }

    @Test
    void computedFiguresKeepSevenDigits() {
        assertThat(Significant.rounded(1234567.89)).isEqualTo(1234568);
        assertThat(Significant.rounded(9_876_543_219.5)).isEqualTo(9_876_543_220d);
        assertThat(Significant.rounded(0.123456789)).isEqualTo(0.1234568);
        assertThat(Significant.rounded(-0.0)).isEqualTo(-0.0);
        assertThat(Significant.rounded(Double.NaN)).isNaN();
    }
}
