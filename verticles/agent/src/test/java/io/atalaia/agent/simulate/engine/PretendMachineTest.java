/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Pace;
import io.atalaia.contracts.series.Kind;
import io.atalaia.contracts.storage.Block;
import io.atalaia.platform.engine.block.BlockCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretendMachineTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_760_000_040_000L;

    @Test
    void theSameSeedGivesTheSameBytes() {
        var one = blocks(7, 3, 150, 1000, 5);
        var again = blocks(7, 3, 150, 1000, 5);
        assertThat(one).hasSize(5).usingRecursiveComparison().isEqualTo(again);
        assertThat(blocks(8, 3, 150, 1000, 1).get(0).payload())
                .isNotEqualTo(one.get(0).payload());
        assertThat(blocks(7, 4, 150, 1000, 1).get(0).payload())
                .isNotEqualTo(one.get(0).payload());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 74, 150, 151, 500, 2_000})
    void aMachineHasAsManySeriesAsAreWantedAndEachOnce(int series) {
        var schema = machine(1, 1, series, 1000).schema();
        assertThat(schema.series()).hasSize(series).doesNotHaveDuplicates();
    }

    @Test
    void countersOnlyGrow() {
        for (int number = 0; number < 60; number++) {
            var machine = machine(1, number, 150, 1000);
            double[] before = machine.at(START).clone();
            for (long time = START + 1000; time < START + 20 * MINUTE; time += 1000) {
                double[] now = machine.at(time);
                for (int i = 0; i < 150; i++) {
                    boolean counter = machine.schema().series().get(i).kind() == Kind.COUNTER;
                    assertThat(now[i]).isGreaterThanOrEqualTo(counter ? before[i] : 0);
                }
                before = now.clone();
            }
        }
    }

    @Test
    void aBlockHoldsEverySecondOfItsMinute() {
        var block = blocks(1, 1, 150, 1000, 2).get(1);
        var columns = BlockCodec.decode(block.payload());
        assertThat(columns.times()).hasSize(60).hasSize(block.samples());
        assertThat(columns.values()).hasDimensions(150, 60);
        assertThat(block.from() / MINUTE).isEqualTo(block.to() / MINUTE);
        assertThat(block.seq()).isEqualTo(2);
    }

    @Test
    void figuresCompressAsThoseOfRecordedMachinesDo() {
        assertThat(bytesEach(1000)).isBetween(0.25, 0.6);
        assertThat(bytesEach(5000)).isBetween(0.5, 1.2);
    }

    private static double bytesEach(long every) {
        long bytes = 0;
        long figures = 0;
        for (int number = 0; number < 30; number++) {
            for (Block block : blocks(1, number, 150, every, 30)) {
                bytes += block.payload().length;
                figures += 150L * block.samples();
            }
        }
        return (double) bytes / figures;
    }

    private static List<Block> blocks(long seed, int number, int series, long every, int minutes) {
        var machine = machine(seed, number, series, every);
        var past = new Past(machine, Pace.of(machine.facts().id(), every), START, START + minutes * MINUTE);
        List<Block> blocks = new ArrayList<>();
        for (var block = past.block(); block.isPresent(); block = past.block()) {
            blocks.add(block.get());
        }
        return blocks;
    }

    private static PretendMachine machine(long seed, int number, int series, long every) {
        return new PretendMachine(seed, number, PretendMachine.schemaOf(series), every, START);
    }
}
