/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.dns.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.discovery.dns.engine.RateBound.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateBoundTest {
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] SOURCE = {10, 0, 0, 1};

    private final RateBound bound = new RateBound(100, 7, -5 * SECOND);

    private Map<Verdict, Integer> ask(int times, byte[] source, long at) {
        var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
        for (int i = 0; i < times; i++) {
            verdicts.merge(bound.judge(source, at), 1, Integer::sum);
        }
        return verdicts;
    }

    @Test
    void aSecondsWorthIsAnsweredThenHalfIsShortenedAndHalfDropped() {
        var verdicts = ask(300, SOURCE, 0);
        assertThat(verdicts)
                .containsEntry(Verdict.ANSWER, 100)
                .containsEntry(Verdict.TRUNCATE, 100)
                .containsEntry(Verdict.DROP, 100);
    }

    @Test
    void timeGivesRoomAgain() {
        assertThat(ask(300, SOURCE, 0)).containsKey(Verdict.DROP);
        assertThat(ask(100, SOURCE, SECOND / 2)).containsEntry(Verdict.ANSWER, 50);
        assertThat(ask(300, SOURCE, 10 * SECOND)).containsEntry(Verdict.ANSWER, 100);
    }

    @Test
    void oneSourceDoesNotCostAnotherItsAnswers() {
        assertThat(ask(300, SOURCE, 0)).containsKey(Verdict.DROP);
        assertThat(ask(50, new byte[] {10, 0, 0, 2}, 0)).containsEntry(Verdict.ANSWER, 50);
    }

    @Test
    void theOwnerOfAnIpv6NetworkIsOneSource() {
        byte[] one = Addresses.parse("2001:db8::1").orElseThrow();
        byte[] other = Addresses.parse("2001:db8::ffff:1").orElseThrow();
        assertThat(ask(300, one, 0)).containsKey(Verdict.DROP);
        assertThat(ask(10, other, 0)).doesNotContainKey(Verdict.ANSWER);
    }

    @Test
    void zeroIsNoBound() {
        var open = new RateBound(0, 7, 0);
        for (int i = 0; i < 10_000; i++) {
            assertThat(open.judge(SOURCE, 0)).isEqualTo(Verdict.ANSWER);
        }
    }
}
