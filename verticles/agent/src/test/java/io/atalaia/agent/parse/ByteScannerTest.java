/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteScannerTest {

    @Test
    void wordsEndAtBlanksAndColons() {
        var in = ByteScanner.of("  eth0:12\tname\nnext");
        assertThat(in.word()).isTrue();
        assertThat(in.text()).isEqualTo("eth0");
        assertThat(in.number()).isEqualTo(12);
        assertThat(in.word()).isTrue();
        assertThat(in.text()).isEqualTo("name");
        assertThat(in.word()).isFalse();
        in.skipLine();
        assertThat(in.word()).isTrue();
        assertThat(in.text()).isEqualTo("next");
    }

    @Test
    void numbersMayBeNegativeAndDecimalsKeepTheirFraction() {
        assertThat(ByteScanner.of("-12").number()).isEqualTo(-12);
        assertThat(ByteScanner.of("1.07").decimal()).isEqualTo(1.07);
        assertThat(ByteScanner.of("15").decimal()).isEqualTo(15);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> ByteScanner.of("x").number()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteScanner.of("").number()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteScanner.of("- 1").number()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesBeyondAsciiStayWhole() {
        var in = ByteScanner.of("wörld 1");
        assertThat(in.word()).isTrue();
        assertThat(in.text()).isEqualTo("wörld");
        assertThat(in.number()).isEqualTo(1);
    }
}
