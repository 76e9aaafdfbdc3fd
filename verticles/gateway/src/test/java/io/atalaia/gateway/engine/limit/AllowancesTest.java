/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.gateway.engine.limit.Allowances.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final long SECOND = 1_000_000_000;

    private final Allowances allowances = new Allowances(new Policy(2, 5), 3);

    @CanIgnoreReturnValue
    private long allowed(String asker, int requests, long now) {
        return IntStream.range(0, requests)
                .filter(request -> allowances.take(asker, now).allowed())
                .count();
    }

    @Test
    void aBurstIsAllowedAndThenTheRate() {
        assertThat(allowed("a", 10, 0)).isEqualTo(5);
        assertThat(allowed("a", 10, SECOND)).isEqualTo(2);
        assertThat(allowed("a", 10, 2 * SECOND)).isEqualTo(2);
    }

    @Test
    void aRestGivesTheBurstBackAndNoMore() {
        assertThat(allowed("a", 5, 0)).isEqualTo(5);
        assertThat(allowed("a", 20, 3600 * SECOND)).isEqualTo(5);
    }

    @Test
    void askersDoNotTakeFromEachOther() {
        assertThat(allowed("a", 10, 0)).isEqualTo(5);
        assertThat(allowed("b", 10, 0)).isEqualTo(5);
    }

    @Test
    void aVerdictSaysWhatIsLeftAndWhenMoreIsPossible() {
        assertThat(allowances.take("a", 0)).isEqualTo(new Verdict(true, 4, 1, 0));
        allowed("a", 4, 0);
        assertThat(allowances.take("a", 0)).isEqualTo(new Verdict(false, 0, 3, 1));
        assertThat(allowances.take("a", SECOND / 4).allowed()).isFalse();
        assertThat(allowances.take("a", SECOND / 2).allowed()).isTrue();
    }

    @Test
    void ofTooManyAskersTheOneThatRestedLongestIsForgotten() {
        allowed("a", 5, 0);
        allowed("b", 5, 0);
        allowed("a", 1, 0);
        allowed("c", 5, 0);
        allowed("d", 5, 0);
        assertThat(allowances.size()).isEqualTo(3);
        assertThat(allowed("a", 1, 0)).isZero();
        assertThat(allowed("b", 1, 0)).isOne();
    }

    @Test
    void anotherPolicyHoldsFromTheNextRequestOn() {
        allowed("a", 1, 0);
        allowances.change(new Policy(1, 2));
        assertThat(allowed("a", 10, 0)).isEqualTo(2);
        assertThat(allowances.policy().windowSeconds()).isEqualTo(2);
    }
}
