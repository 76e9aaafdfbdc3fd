/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
    private final ProcessStat stat = new ProcessStat();

    @Test
    void aCommandMayHoldBlanksAndBrackets() {
        stat.parse(ByteScanner.of("7 (a) b (c) S 1 2 3 0 -1 4 5 0 6 0 120 30 0 0 20 0 1 0 4242 8192 17 0 0\n"), true);
        assertThat(stat.command()).isEqualTo("a) b (c");
        assertThat(stat.cpuSeconds()).isEqualTo(1.5);
        assertThat(stat.startMillis()).isEqualTo(42_420);
        assertThat(stat.residentPages()).isEqualTo(17);
        assertThat(stat.isKernelThread()).isFalse();
    }

    @Test
    void aLineThatIsCutIsRefused() {
        assertThatThrownBy(() -> stat.parse(ByteScanner.of("7 (a) S 1 2"), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stat.parse(ByteScanner.of(""), true)).isInstanceOf(IllegalArgumentException.class);
    }
}
