/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Change;
import io.atalaia.contracts.health.JudgementApi.Ruling;
import io.atalaia.contracts.health.JudgementApi.Rulings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final List<String> NODES = List.of("node-a", "node-b");

    private final Following following = new Following();
    private long now = TimeUnit.DAYS.toNanos(1);

    private static String decider(String service) {
        return Rendezvous.first(service, NODES).orElseThrow();
    }

    private static String other(String service) {
        return decider(service).equals("node-a") ? "node-b" : "node-a";
    }

    private boolean told(String node, boolean whole, Ruling... rulings) {
        return following.hear(new Rulings(node, whole, false, List.of(rulings)), now);
    }

    private static Ruling ruling(String service, Health health) {
        return new Ruling(service + "-1", service, 1, health, false, health == Health.FAILING ? "refused" : "", 7, 0);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void theFirstByRendezvousOfThoseHeardLatelyIsBelieved() {
        assertThat(told(decider("shop"), true)).isFalse();
        assertThat(told(other("shop"), false, ruling("shop", Health.FAILING))).isFalse();
        assertThat(following.health("shop-1")).isEqualTo(Health.UNKNOWN);
        assertThat(told(decider("shop"), false, ruling("shop", Health.PASSING))).isTrue();
        assertThat(following.health("shop-1")).isEqualTo(Health.PASSING);
        pass(5_001);
        assertThat(told(other("shop"), false, ruling("shop", Health.FAILING))).isTrue();
        assertThat(following.health("shop-1")).isEqualTo(Health.FAILING);
    }

    @Test
    void whoLeavesIsBelievedNoLonger() {
        assertThat(told(decider("shop"), false, ruling("shop", Health.PASSING))).isTrue();
        assertThat(following.hear(new Rulings(decider("shop"), false, true, List.of()), now))
                .isFalse();
        assertThat(told(other("shop"), false, ruling("shop", Health.FAILING))).isTrue();
    }

    @Test
    void whenNobodyDecidesWhatHeldHoldsOnAndIsStale() {
        assertThat(following.isStale(now)).isTrue();
        assertThat(told("node-a", false, ruling("shop", Health.PASSING))).isTrue();
        assertThat(following.isStale(now)).isFalse();
        pass(5_001);
        assertThat(following.isStale(now)).isTrue();
        assertThat(following.health("shop-1")).isEqualTo(Health.PASSING);
    }

    @Test
    void theSameToldAgainIsNoChange() {
        assertThat(told("node-a", false, ruling("shop", Health.FAILING))).isTrue();
        assertThat(told("node-a", true, ruling("shop", Health.FAILING))).isFalse();
        assertThat(following.changes("shop-1")).containsExactly(new Change(7, Health.FAILING, "refused"));
    }

    @Test
    void theNewestTwentyChangesAreRemembered() {
        for (int i = 0; i < 15; i++) {
            assertThat(told("node-a", false, ruling("shop", Health.PASSING))).isTrue();
            assertThat(told("node-a", false, ruling("shop", Health.FAILING))).isTrue();
        }
        assertThat(following.changes("shop-1")).hasSize(20);
        assertThat(following.changes("shop-1").get(0).health()).isEqualTo(Health.FAILING);
    }

    @Test
    void anotherRegistrationOfTheSameIdHasAStoryOfItsOwn() {
        assertThat(told("node-a", false, ruling("shop", Health.FAILING))).isTrue();
        assertThat(told("node-a", false, new Ruling("shop-1", "shop", 2, Health.PASSING, false, "", 9, 0)))
                .isTrue();
        assertThat(following.changes("shop-1")).extracting(Change::at).containsExactly(9L);
    }

    @Test
    void whatItsDeciderNoLongerMentionsIsForgotten() {
        assertThat(told("node-a", false, ruling("shop", Health.FAILING))).isTrue();
        pass(59_000);
        assertThat(told("node-a", true)).isFalse();
        pass(2_000);
        assertThat(told("node-a", true)).isTrue();
        assertThat(following.rulings(now)).isEmpty();
    }

    @Test
    void whoComesLaterLearnsWhatHoldsAndForHowLong() {
        assertThat(told("node-a", false, ruling("shop", Health.FAILING))).isTrue();
        pass(3_000);
        var newcomer = new Following();
        long itsNow = 5;
        assertThat(newcomer.learn(following.ruled(now), itsNow)).isTrue();
        assertThat(newcomer.health("shop-1")).isEqualTo(Health.FAILING);
        assertThat(newcomer.rulings(itsNow).get("shop-1").ageMillis()).isEqualTo(3_000);
        assertThat(newcomer.changes("shop-1")).hasSize(1);
        assertThat(newcomer.isStale(itsNow)).isFalse();
        assertThat(newcomer.learn(following.ruled(now), itsNow)).isFalse();
    }
}
