/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static io.atalaia.agent.engine.Fixtures.ONE;
import static io.atalaia.agent.engine.Fixtures.TWO;
import static io.atalaia.agent.engine.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent recent = new Recent();

    private void add(int samples, long every) {
        for (int i = 0; i < samples; i++) {
            recent.add(sample(MINUTE + i * every, ONE), ONE);
        }
    }

    @Test
    void theLastTwoMinutesAreKept() {
        add(200, 1000);
        recent.deliverAgain();
        assertThat(recent.next().samples())
                .hasSize(120)
                .extracting(Sample::time)
                .first()
                .isEqualTo(MINUTE + 80_000);
    }

    @Test
    void whatIsDeliveredIsNotSentAgainUnlessTheGatewayForgot() {
        add(3, 1000);
        recent.delivered(recent.next());
        assertThat(recent.next().samples()).isEmpty();
        recent.add(sample(MINUTE + 3000, ONE), ONE);
        assertThat(recent.next().samples()).extracting(Sample::time).containsExactly(MINUTE + 3000);
        recent.deliverAgain();
        assertThat(recent.next().samples()).hasSize(4);
    }

    @Test
    void aMessageCarriesNoMoreThanItMay() {
        add(150, 100);
        var first = recent.next();
        assertThat(first.samples()).hasSize(Samples.MOST);
        recent.delivered(first);
        assertThat(recent.next().samples()).hasSize(150 - Samples.MOST);
    }

    @Test
    void aClockThatIsSetBackLeavesTheFutureBehind() {
        add(3, 1000);
        recent.add(sample(MINUTE - 60_000, ONE), ONE);
        assertThat(recent.next().samples()).extracting(Sample::time).containsExactly(MINUTE - 60_000);
    }

    @Test
    void samplesUnderAnOlderSchemaStayBehind() {
        add(3, 1000);
        recent.add(sample(MINUTE + 3000, TWO), TWO);
        assertThat(recent.next().samples()).extracting(Sample::schema).containsExactly(TWO.hash());
    }
}
