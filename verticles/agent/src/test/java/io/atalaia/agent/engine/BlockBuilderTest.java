/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.TWO;
import static io.atalaia.agent.engine.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockBuilderTest {
    private final BlockBuilder builder = new BlockBuilder(BlockCodec::encode);

    private Optional<Sealed> add(long time, Schema schema) {
        return builder.add(sample(time, schema), schema);
    }

    private Block ended(long time, Schema schema) {
        return add(time, schema).orElseThrow().block();
    }

    @Test
    void aBlockLiesInTheMinuteOfItsFirstSample() {
        assertThat(add(MINUTE + 58_100, ONE)).isEmpty();
        assertThat(add(MINUTE + 59_999, ONE)).isEmpty();
        var block = ended(MINUTE + 60_000, ONE);
        assertThat(block.from()).isEqualTo(MINUTE + 58_100);
        assertThat(block.to()).isEqualTo(MINUTE + 59_999);
        assertThat(block.samples()).isEqualTo(2);
        assertThat(block.seq()).isEqualTo(1);
        assertThat(builder.seal().orElseThrow().block().seq()).isEqualTo(2);
    }

    @Test
    void aBlockDecodesToWhatWasSampled() {
        assertThat(add(MINUTE, TWO)).isEmpty();
        var rows = List.of(new ProcessRow(1, 2, "init", "root", 3, 4, null, 5L));
        var withRows = new Sample(
                Fixtures.MACHINE, Fixtures.BOOT, MINUTE + 1001, TWO.hash(), new double[] {7.5, Double.NaN}, rows);
        assertThat(builder.add(withRows, TWO)).isEmpty();
        var columns = BlockCodec.decode(builder.seal().orElseThrow().block().payload());
        assertThat(columns.times()).containsExactly(MINUTE, MINUTE + 1001);
        assertThat(columns.values()[0]).containsExactly(0, 7.5);
        assertThat(columns.values()[1]).containsExactly(1, Double.NaN);
        assertThat(columns.processes()).singleElement().satisfies(seen -> {
            assertThat(seen.time()).isEqualTo(MINUTE + 1001);
            assertThat(seen.rows()).isEqualTo(rows);
        });
    }

    @Test
    void aNewSchemaSeals() {
        assertThat(add(MINUTE, ONE)).isEmpty();
        var first = add(MINUTE + 1000, TWO).orElseThrow();
        assertThat(first.schema()).isEqualTo(ONE);
        assertThat(first.block().schema()).isEqualTo(ONE.hash());
        assertThat(builder.seal().orElseThrow().schema()).isEqualTo(TWO);
    }

    @Test
    void aStepBackOfTheClockSeals() {
        assertThat(add(MINUTE + 5000, ONE)).isEmpty();
        assertThat(ended(MINUTE + 2000, ONE).from()).isEqualTo(MINUTE + 5000);
        assertThat(builder.seal().orElseThrow().block().from()).isEqualTo(MINUTE + 2000);
    }

    @Test
    void theMinutesEndSealsWithoutAnotherSample() {
        assertThat(builder.sealIfOver(MINUTE)).isEmpty();
        assertThat(add(MINUTE + 5000, ONE)).isEmpty();
        assertThat(builder.sealIfOver(MINUTE + 59_999)).isEmpty();
        assertThat(builder.sealIfOver(MINUTE + 60_000)).isPresent();
        assertThat(builder.seal()).isEmpty();
    }

    @Test
    void aMachineWithVeryManySeriesSealsBeforeABlockGrowsTooLarge() {
        String[] names =
                IntStream.range(0, Schema.MOST_SERIES).mapToObj(i -> "s" + i).toArray(String[]::new);
        var wide = Fixtures.schema(names);
        int most = BlockBuilder.MOST_VALUES / Schema.MOST_SERIES;
        for (int i = 0; i < most; i++) {
            assertThat(add(MINUTE + i, wide)).isEmpty();
        }
        assertThat(ended(MINUTE + most, wide).payload()).hasSizeLessThan(Block.MOST_BYTES);
    }
}
