/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesOfNamesTest {
    @Test
    void oneNameIsWrittenInOneWay() {
        assertThat(UserNames.normal("  Ana ")).contains("ana");
        assertThat(UserNames.normal("ANA")).contains("ana");
        assertThat(UserNames.normal("Ａna")).contains("ana");
        assertThat(UserNames.normal("José")).contains("josé");
        assertThat(UserNames.normal("Jose\u0301")).contains("josé");
        assertThat(UserNames.normal("ana.b-c_d+e@example.org")).isPresent();
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String wrong : new String[] {null, "", " ", "a b", "a/b", "<b>", "a\u0000", "a\u202Eb", "x".repeat(65)}) {
            assertThat(UserNames.normal(wrong)).as(String.valueOf(wrong)).isEmpty();
        }
        assertThat(UserNames.normal("x".repeat(64))).isPresent();
    }

    @Test
    void aPasswordIsLongAndNotTheName() {
        assertThat(PasswordRule.broken("twelve signs", "ana")).isNull();
        assertThat(PasswordRule.broken("x".repeat(128), "ana")).isNull();
        assertThat(PasswordRule.broken("eleven sign", "ana")).contains("12 to 128 signs");
        assertThat(PasswordRule.broken("x".repeat(129), "ana")).contains("12 to 128 signs");
        assertThat(PasswordRule.broken(null, "ana")).contains("12 to 128 signs");
        assertThat(PasswordRule.broken("Ana.From.Porto", "ana.from.porto")).contains("name");
    }
}
