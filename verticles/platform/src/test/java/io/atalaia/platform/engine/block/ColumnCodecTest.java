/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ColumnCodecTest {

    @Test
    void anHourOfAConstantTakesAFewBytes() {
        double[] constant = DoubleStream.generate(() -> 8.3e9).limit(3600).toArray();
        byte[] column = ColumnCodec.encode(constant);
        assertThat(column).hasSizeLessThan(12);
        assertThat(ColumnCodec.decode(column)).containsExactly(constant);
    }

    @Test
    void timesOnTheSecondTakeAFewBytes() {
        long[] times = LongStream.range(0, 3600)
                .map(i -> 1_700_000_000_123L + i * 1000)
                .toArray();
        byte[] column = ColumnCodec.encodeLongs(times);
        assertThat(column).hasSizeLessThan(50);
        assertThat(ColumnCodec.decodeLongs(column)).containsExactly(times);
    }

    @Test
    void figuresWithoutFewDecimalsComeBackBitByBit() {
        double[] values = new Random(1).doubles(3600).toArray();
        values[7] = Double.NaN;
        assertThat(ColumnCodec.decode(ColumnCodec.encode(values))).containsExactly(values);
    }

    @Test
    void mutatedBytesAreRefusedOrReadButNeverCrash() {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] column = ColumnCodec.encode(
                    random.ints(50, 0, 1000).mapToDouble(i -> i / 10.0).toArray());
            byte[] mutated = Arrays.copyOf(column, 1 + random.nextInt(column.length));
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            try {
                assertThat(ColumnCodec.decode(mutated).length).isLessThanOrEqualTo(ColumnCodec.MOST_VALUES);
            } catch (CorruptBlock e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void aTableComesBack() {
        double[][] table = {{1, 2, Double.NaN}, {0.1, 0.2, 0.3}, {5, 5, 5}};
        double[][] back = ColumnCodec.decodeTable(ColumnCodec.encodeTable(table));
        assertThat(back).hasNumberOfRows(3);
        for (int i = 0; i < table.length; i++) {
            assertThat(back[i]).containsExactly(table[i]);
        }
    }

    @Test
    void emptyBytesAreNoColumn() {
        assertThatThrownBy(() -> ColumnCodec.decode(new byte[0])).isInstanceOf(CorruptBlock.class);
    }
}
