/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void equalSeriesHaveEqualKeysWhateverTheOrderOfTheirLabels() {
        var series = new Series("node_cpu_seconds_total", Map.of("mode", "user", "cpu", "0"), Kind.COUNTER);

        assertThat(series.key()).isEqualTo("node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}");
    }

    @Test
    void labelValuesCannotForgeAKey() {
        var series = new Series("m", Map.of("a", "\"},b{\\\n"), Kind.GAUGE);

        assertThat(series.key()).isEqualTo("m{a=\"\\\"},b{\\\\\\n\"}");
    }

    @Test
    void aSchemaIsNamedByItsSeriesAndTheirOrder() {
        var load = Series.gauge("node_load1");
        var interrupts = Series.counter("node_intr_total");

        assertThat(Schema.of(List.of(load, interrupts)).hash())
                .matches("[0-9a-f]{32}")
                .isEqualTo(Schema.of(List.of(load, interrupts)).hash())
                .isNotEqualTo(Schema.of(List.of(interrupts, load)).hash())
                .isNotEqualTo(Schema.of(List.of(load, Series.gauge("node_intr_total")))
                        .hash());
    }

    @Test
    void unitsAreReadFromTheName() {
        assertThat(Unit.of("node_cpu_seconds_total")).isEqualTo(Unit.SECONDS);
        assertThat(Unit.of("node_memory_MemFree_bytes")).isEqualTo(Unit.BYTES);
        assertThat(Unit.of("node_hwmon_temp_celsius")).isEqualTo(Unit.CELSIUS);
        assertThat(Unit.of("node_load1")).isEqualTo(Unit.NONE);
    }
}
