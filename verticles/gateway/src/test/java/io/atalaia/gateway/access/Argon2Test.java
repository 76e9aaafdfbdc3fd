/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2Test {
    /** From the tests of the reference implementation (github.com/P-H-C/phc-winner-argon2, src/test.c). */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void whatTheReferenceHashedIsRecognizedAndDueForToday() {
        assertThat(Argon2.matches("password", REFERENCE)).isTrue();
        assertThat(Argon2.matches("Password", REFERENCE)).isFalse();
        assertThat(Argon2.outdated(REFERENCE)).isTrue();
    }

    @Test
    void theSamePasswordHashesDifferentlyEachTime() {
        String one = Argon2.hash("correct horse battery");
        String other = Argon2.hash("correct horse battery");
        assertThat(one).isNotEqualTo(other).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Argon2.matches("correct horse battery", one)).isTrue();
        assertThat(Argon2.matches("correct horse batterz", other)).isFalse();
        assertThat(Argon2.outdated(one)).isFalse();
    }

    @Test
    void nothingMatchesWhatNoPasswordLeadsToAndWhatIsNoHash() {
        assertThat(Argon2.matches("", Argon2.unreachable())).isFalse();
        assertThat(Argon2.matches("password", "password")).isFalse();
        assertThat(Argon2.matches("", "")).isFalse();
    }
}
