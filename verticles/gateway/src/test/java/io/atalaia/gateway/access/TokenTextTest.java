/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTextTest {
    @Test
    void everyTokenIsAnotherAndIsKnownByItsCheckSum() {
        String one = TokenText.random();
        String other = TokenText.random();
        assertThat(one).hasSize(53).startsWith("ata_").isNotEqualTo(other);
        assertThat(TokenText.isOne(one)).isTrue();
        assertThat(TokenText.isOne(other)).isTrue();
    }

    @Test
    void aTokenWithOneSignChangedIsNone() {
        String token = TokenText.random();
        for (int i = 0; i < token.length(); i++) {
            var signs = new StringBuilder(token);
            signs.setCharAt(i, token.charAt(i) == 'x' ? 'y' : 'x');
            assertThat(TokenText.isOne(signs.toString())).as(signs.toString()).isFalse();
        }
        assertThat(TokenText.isOne("")).isFalse();
        assertThat(TokenText.isOne(token + "a")).isFalse();
    }
}
