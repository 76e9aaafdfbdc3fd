/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Fixtures.Heard;
import io.atalaia.agent.engine.Fixtures.Turned;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.series.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GathererTest {
    private final Heard heard = new Heard();
    private final Turned one = new Turned("a", "b");
    private final Turned other = new Turned("c");
    private final Gatherer gatherer = new Gatherer(List.of(one, other), heard);

    @Test
    void figuresStandInTheOrderOfTheSchema() {
        other.value = 7;
        assertThat(gatherer.gather()).containsExactly(1, 2, 7);
        assertThat(gatherer.schema()).isEqualTo(Fixtures.schema("a", "b", "c"));
    }

    @Test
    void aNewDeviceMakesANewSchema() {
        assertThat(gatherer.gather()).hasSize(3);
        var before = gatherer.schema();
        one.names.add("d");
        assertThat(gatherer.gather()).containsExactly(1, 2, 3, 1);
        assertThat(gatherer.schema().hash()).isNotEqualTo(before.hash());
        one.names.remove("d");
        assertThat(gatherer.gather()).hasSize(3);
        assertThat(gatherer.schema()).isEqualTo(before);
    }

    @Test
    void aCollectorThatFailsHasNoValuesUntilItWorksAgainAndIsToldOnce() {
        assertThat(gatherer.gather()).hasSize(3);
        one.broken = true;
        assertThat(gatherer.gather()).containsExactly(Double.NaN, Double.NaN, 1);
        assertThat(gatherer.gather()).containsExactly(Double.NaN, Double.NaN, 1);
        one.broken = false;
        assertThat(gatherer.gather()).containsExactly(1, 2, 1);
        assertThat(heard.said).containsExactly("turned failed", "turned works");
    }

    @Test
    void aCollectorThatNeverWorkedIsAbsent() {
        one.broken = true;
        assertThat(gatherer.gather()).containsExactly(1);
        one.broken = false;
        assertThat(gatherer.gather()).containsExactly(1, 2, 1);
    }

    @Test
    void whatGoesBeyondTheLargestSchemaIsLeftOut() {
        one.names.clear();
        IntStream.range(0, Schema.MOST_SERIES).forEach(i -> one.names.add("s" + i));
        assertThat(gatherer.gather()).hasSize(Schema.MOST_SERIES);
        assertThat(heard.said).containsExactly("turned too many");
    }

    @Test
    void aMapIsASchemaChangeOnlyWhenItsKeysChange() throws Exception {
        var maps =
                List.of(Map.of(Series.gauge("a"), 1.0), Map.of(Series.gauge("a"), 2.0), Map.of(Series.gauge("b"), 2.0));
        var at = new int[1];
        var collector = new MapCollector("map", () -> maps.get(at[0]));
        assertThat(collector.read()).isTrue();
        at[0] = 1;
        assertThat(collector.read()).isFalse();
        double[] values = new double[1];
        collector.fill(values, 0);
        assertThat(values).containsExactly(2);
        at[0] = 2;
        assertThat(collector.read()).isTrue();
    }
}
