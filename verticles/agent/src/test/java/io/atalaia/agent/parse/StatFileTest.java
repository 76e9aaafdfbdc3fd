/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.junit.jupiter.api.Test;

class StatFileTest {
    private final StatFile stat = new StatFile();

    @CanIgnoreReturnValue
    private boolean parsed(String text) {
        return stat.parse(ByteScanner.of(text));
    }

    @Test
    void aProcessorThatComesOrGoesIsAChange() {
        assertThat(parsed("cpu  1 1\ncpu0 1 1\n")).isTrue();
        assertThat(parsed("cpu  1 1\ncpu0 1 1\n")).isFalse();
        assertThat(parsed("cpu  1 1\ncpu0 1 1\ncpu1 1 1\n")).isTrue();
        assertThat(parsed("cpu  1 1\ncpu1 1 1\n")).isTrue();
        assertThat(stat.cores()).extracting(StatFile.Core::number).containsExactly(1);
    }

    @Test
    void modesThatAnOldKernelLacksAreZero() {
        parsed("cpu  100 200 300 400\n");
        assertThat(stat.all().seconds(3)).isEqualTo(4);
        assertThat(stat.all().seconds(7)).isZero();
    }

    @Test
    void aSmallStepBackOfACounterIsHeldBack() {
        parsed("cpu  100 0 0 5000 70\n");
        parsed("cpu  101 0 0 4990 60\n");
        assertThat(stat.all().seconds(0)).isEqualTo(1.01);
        assertThat(stat.all().seconds(3)).isEqualTo(50);
        assertThat(stat.all().seconds(4)).isEqualTo(0.7);
    }

    @Test
    void aProcessorThatWasAwayStartsAgain() {
        parsed("cpu  100 0 0 5000 70\n");
        parsed("cpu  1 0 0 10 0\n");
        assertThat(stat.all().seconds(0)).isEqualTo(0.01);
        assertThat(stat.all().seconds(3)).isEqualTo(0.1);
    }

    @Test
    void aBrokenFileIsRefused() {
        assertThatThrownBy(() -> parsed("cpu  x\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parsed("cpux 1\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
