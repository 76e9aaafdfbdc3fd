/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.spool;

import static io.atalaia.platform.spool.Spools.BOOT;
import static io.atalaia.platform.spool.Spools.MACHINE;
import static io.atalaia.platform.spool.Spools.MINUTE;
import static io.atalaia.platform.spool.Spools.ONE;
import static io.atalaia.platform.spool.Spools.TWO;
import static io.atalaia.platform.spool.Spools.schema;
import static io.atalaia.platform.spool.Spools.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final double NONE = Double.NaN;
    private final Gathering loose = Gathering.loose();

    private static Sample of(long time, Schema schema, double... values) {
        return new Sample(MACHINE, BOOT, time, schema.hash(), values, null);
    }

    private void add(long time, Schema schema, double... values) {
        loose.add(of(time, schema, values), schema);
    }

    @Test
    void looseSamplesMayComeInAnyOrderAndShareARow() {
        add(MINUTE + 2000, TWO, 1, NONE);
        add(MINUTE + 1000, TWO, 5, 6);
        add(MINUTE + 2000, TWO, NONE, 2);
        assertThat(loose.blocks()).singleElement().satisfies(block -> {
            assertThat(block.columns().times()).containsExactly(MINUTE + 1000, MINUTE + 2000);
            assertThat(block.columns().values()[0]).containsExactly(5, 1);
            assertThat(block.columns().values()[1]).containsExactly(6, 2);
        });
    }

    @Test
    void ofTwoValuesOfASeriesAtOneTimeTheLastStands() {
        add(MINUTE, ONE, 1);
        add(MINUTE, TWO, 2, 3);
        add(MINUTE, ONE, 4);
        assertThat(loose.blocks()).singleElement().satisfies(block -> {
            assertThat(block.schema()).isEqualTo(TWO);
            assertThat(block.columns().values()[0]).containsExactly(4);
            assertThat(block.columns().values()[1]).containsExactly(3);
        });
    }

    @Test
    void aSchemaThatGrowsLeavesNothingWhereItWasNotYet() {
        add(MINUTE, ONE, 1);
        add(MINUTE + 1, TWO, 2, 3);
        assertThat(loose.blocks().get(0).columns().values()[1]).containsExactly(NONE, 3);
    }

    @Test
    void aSchemaThatDoesNotExtendTheOtherHasItsOwnBlock() {
        add(MINUTE, ONE, 1);
        add(MINUTE + 1, schema("other"), 2);
        add(MINUTE + 2, ONE, 3);
        assertThat(loose.blocks()).extracting(Gathering.Gathered::schema).containsExactly(ONE, schema("other"));
    }

    @Test
    void everyMinuteOfTheSamplesHasItsBlock() {
        add(MINUTE + 60_000, ONE, 1);
        add(MINUTE - 1, ONE, 2);
        add(MINUTE, ONE, 3);
        assertThat(loose.blocks()).hasSize(3);
        assertThat(loose.isOver(MINUTE + 59_000, MINUTE + 10)).isFalse();
        assertThat(loose.isOver(MINUTE + 60_000, MINUTE + 10)).isTrue();
    }

    @Test
    void aMinuteThatIsTooLargeBecomesSeveralBlocks() {
        for (int i = 0; i < 6_100; i++) {
            add(MINUTE + i, ONE, i);
        }
        assertThat(loose.blocks())
                .extracting(block -> block.columns().times().length)
                .containsExactly(6_000, 100);
    }

    @Test
    void strictSamplesGrowInOneMinuteUnderOneSchemaAndUpToALimit() {
        var strict = Gathering.strict();
        strict.add(of(MINUTE + 10, ONE, 1), ONE);
        assertThat(strict.takes(of(MINUTE + 10, ONE, 1))).isFalse();
        assertThat(strict.takes(of(MINUTE + 11, ONE, 1))).isTrue();
        assertThat(strict.takes(of(MINUTE + 11, TWO, 1, 2))).isFalse();
        assertThat(strict.takes(of(MINUTE + 60_000, ONE, 1))).isFalse();
        assertThat(strict.isOver(MINUTE + 59_999, 0)).isFalse();
        assertThat(strict.isOver(MINUTE + 60_000, 0)).isTrue();
        var many = Gathering.strict();
        Schema schema = wide(Schema.MOST_SERIES);
        int most = Gathering.MOST_VALUES / Schema.MOST_SERIES;
        for (int i = 0; i < most; i++) {
            var sample = of(MINUTE + i, schema, new double[Schema.MOST_SERIES]);
            assertThat(many.takes(sample)).isTrue();
            many.add(sample, schema);
        }
        assertThat(many.takes(of(MINUTE + most, schema, new double[Schema.MOST_SERIES])))
                .isFalse();
    }
}
