/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.machine.Headline;
import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import io.atalaia.gateway.House;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChronicleTest {
    private static final long NOW = 1_772_618_400_000L;
    private static final long MINUTE = 60_000;
    private static final String A = "a".repeat(32);
    private static final String B = "b".repeat(32);

    private static Headline headline(State state, long since, Reason... reasons) {
        return new Headline(
                "m",
                since,
                1.0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                state,
                since,
                List.of(reasons));
    }

    private static List<Event> news(Chronicle chronicle, Headline headline, long now) {
        return chronicle.news(House.facts("m", "tower"), headline, now, TimeUnit.MILLISECONDS.toNanos(now));
    }

    private static void hear(Chronicle chronicle, String boot, long time, long now) {
        chronicle.witness().hear(boot, time, now, TimeUnit.MILLISECONDS.toNanos(now));
    }

    @Test
    void aChangeOfStateIsToldOnceWithItsReasons() {
        var chronicle = new Chronicle(null);
        assertThat(news(chronicle, headline(State.NORMAL, NOW), NOW)).isEmpty();
        var critical = headline(
                State.CRITICAL, NOW + 5_000, new Reason("disk", State.CRITICAL, 97.25, 90, NOW + 5_000, "/var"));
        assertThat(news(chronicle, critical, NOW + 6_000)).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("state-" + (NOW + 5_000) + "-critical");
            assertThat(event.kind()).isEqualTo(Event.STATE);
            assertThat(event.from()).isEqualTo(NOW + 5_000);
            assertThat(event.text()).isEqualTo("Normal → Critical: disk /var 97.3 % (threshold 90 %)");
            assertThat(event.details()).containsEntry("before", "Normal").containsEntry("after", "Critical");
        });
        assertThat(news(chronicle, critical, NOW + 7_000)).isEmpty();
        assertThat(news(chronicle, headline(State.OFFLINE, NOW + 9_000), NOW + 12_000))
                .extracting(Event::text)
                .containsExactly("Critical → Offline: no samples arrive");
    }

    @Test
    void aMachineThatComesBackIsToldAndOneThatIsNewIsNot() {
        assertThat(news(new Chronicle(State.OFFLINE), headline(State.NORMAL, NOW), NOW))
                .extracting(Event::text)
                .containsExactly("Offline → Normal");
        assertThat(news(new Chronicle(null), headline(State.NORMAL, NOW), NOW)).isEmpty();
        assertThat(news(new Chronicle(null), headline(State.NORMAL, 0), NOW)).isEmpty();
    }

    @Test
    void twoGatewaysTellOfOneChangeUnderOneId() {
        var alert = headline(State.ALERT, NOW);
        assertThat(news(new Chronicle(State.NORMAL), alert, NOW + 1))
                .extracting(Event::id)
                .isEqualTo(news(new Chronicle(null), alert, NOW + 900).stream()
                        .map(Event::id)
                        .toList());
    }

    @Test
    void aClockThatIsFarOffIsToldWhenItGoesAndWhenItIsRightAgain() {
        var chronicle = new Chronicle(State.NORMAL);
        var normal = headline(State.NORMAL, NOW);
        for (int i = 0; i < 12; i++) {
            hear(chronicle, A, NOW - 11 * MINUTE + i * 1_000 - i, NOW + i * 1_000);
        }
        assertThat(chronicle.witness().offset()).isBetween(-11 * MINUTE - 10, -11 * MINUTE);
        assertThat(news(chronicle, normal, NOW)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Event.CLOCK);
            assertThat(event.text()).isEqualTo("The machine's clock is 11 min behind the gateway's");
            assertThat(Long.parseLong(event.details().get("offset"))).isLessThanOrEqualTo(-11 * MINUTE);
        });
        assertThat(news(chronicle, normal, NOW)).isEmpty();
        hear(chronicle, A, NOW + 20_000, NOW + 20_000);
        assertThat(news(chronicle, normal, NOW + 20_000))
                .extracting(Event::text)
                .containsExactly("The machine's clock is right again");
    }

    @Test
    void aDelayedMessageIsNoWrongClock() {
        var chronicle = new Chronicle(State.NORMAL);
        hear(chronicle, A, NOW, NOW);
        hear(chronicle, A, NOW - 20 * MINUTE, NOW + 1_000);
        hear(chronicle, A, NOW - 20 * MINUTE, NOW + 2_000);
        assertThat(news(chronicle, headline(State.NORMAL, NOW), NOW)).isEmpty();
        assertThat(chronicle.witness().offset()).isZero();
    }

    @Test
    void twoAgentsThatTakeTurnsAreAConflict() {
        var chronicle = new Chronicle(State.NORMAL);
        var normal = headline(State.NORMAL, NOW);
        for (int i = 0; i < 6; i++) {
            hear(chronicle, i % 2 == 0 ? A : B, NOW + i * 500, NOW + i * 500);
        }
        assertThat(news(chronicle, normal, NOW + 3_000)).extracting(Event::kind).containsExactly(Event.CONFLICT);
        assertThat(news(chronicle, normal, NOW + 4_000)).isEmpty();
        assertThat(chronicle.witness().conflict(TimeUnit.MILLISECONDS.toNanos(NOW + 2 * MINUTE)))
                .isFalse();
    }

    @Test
    void anAgentThatIsStartedAgainIsNoConflict() {
        var chronicle = new Chronicle(State.NORMAL);
        hear(chronicle, A, NOW, NOW);
        hear(chronicle, B, NOW + 1_000, NOW + 1_000);
        hear(chronicle, A, NOW, NOW + 1_100);
        for (int i = 2; i < 9; i++) {
            hear(chronicle, B, NOW + i * 1_000, NOW + i * 1_000);
        }
        assertThat(news(chronicle, headline(State.NORMAL, NOW), NOW + 9_000)).isEmpty();
    }
}
