/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atalaia.contracts.series.ProcessRow;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.storage.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTypesTest {

    @Test
    void everyTypeHasANameOfItsOwn() {
        assertThat(WireTypes.all()).extracting(WireType::name).doesNotHaveDuplicates();
        assertThat(WireTypes.all()).extracting(WireType::type).doesNotHaveDuplicates();
        assertThat(WireTypes.all()).allSatisfy(type -> assertThat(type.name()).matches("[a-z][a-z.-]{0,254}"));
    }

    @Test
    void samplesComeBackAsTheyWent() {
        var row = new ProcessRow(7, 1_000, "java", "root", 1.5, 4096, null, 12L);
        var with = new Sample("m", "b", 1_000, "s", new double[] {1.5, Double.NaN, -0.0}, List.of(row));
        var without = new Sample("m", "b", 2_000, "s", new double[0], null);

        var back = SampleForm.decode(SampleForm.encode(new Samples(List.of(with, without))))
                .samples();

        assertThat(back.get(0).values()).containsExactly(with.values());
        assertThat(back.get(0).processes()).containsExactly(row);
        assertThat(back.get(1).processes()).isNull();
        assertThat(back.get(1).time()).isEqualTo(2_000);
    }

    @Test
    void aBlockComesBackByteForByte() {
        var block = new Block("m", "b", 3, "s", 1, 2, 2, new byte[] {0, -1, 127});

        var back = BlockForm.decode(BlockForm.encode(block));

        assertThat(back).usingRecursiveComparison().isEqualTo(block);
    }

    @Test
    void bytesThatAreNothingAreRefused() {
        byte[] nothing = {(byte) 0xff, 1, 2};

        assertThatIllegalArgumentException().isThrownBy(() -> BlockForm.decode(nothing));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleForm.decode(nothing));
    }
}
