/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi.Seen;
import io.atalaia.health.engine.Subject.Reach;
import io.atalaia.health.engine.Subject.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Check HTTP = new Check(Check.Kind.HTTP, "/", 2_000, 1_000);
    private static final Check TTL = new Check(Check.Kind.TTL, "", 5_000, 2_000);

    private final Watch watch = new Watch("node", 3, 2, new SplittableRandom(1));
    private long now;

    private static Subject subject(String address, Check... checks) {
        return new Subject("a", "s", new Target(address, 80, 1, List.of(checks)), Reach.ANY, "node", "node", true);
    }

    @Test
    void theFirstLookComesWithinHalfASecondAndTheNextAfterTheIntervalAndALittleJitter() {
        watch.assign(List.of(subject("10.0.0.1", HTTP)), now);
        var times = askedWithin(20_000, Outcome.able(1));
        assertThat(times.get(0)).isBetween(0L, 550L);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(1_890L, 2_160L);
        }
    }

    @Test
    void afterAFirstFailureItIsAskedEveryHalfSecondUntilItFails() {
        watch.assign(List.of(subject("10.0.0.1", HTTP)), now);
        askedWithin(3_000, Outcome.able(1));
        var times = askedWithin(8_000, Outcome.silent("no answer"));
        assertThat(times.get(1) - times.get(0)).isEqualTo(500);
        assertThat(times.get(2) - times.get(1)).isEqualTo(500);
        assertThat(times.get(3) - times.get(2)).isGreaterThan(1_000);
        assertThat(watch.held().get(0).health()).isEqualTo(Health.FAILING);
    }

    @Test
    void checksThatHangAreUnderWayInABoundedNumber() {
        watch.assign(List.of(subject("10.0.0.1", HTTP)), now);
        int asked = 0;
        for (int i = 0; i < 1_000; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(50);
            asked += watch.due(now).size();
        }
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void anotherTargetBeginsAnewAndOutcomesOfTheOldOneAreNoneOfIts() {
        watch.assign(List.of(subject("10.0.0.1", HTTP)), now);
        now += TimeUnit.SECONDS.toNanos(1);
        var due = watch.due(now).get(0);
        watch.assign(List.of(subject("10.0.0.2", HTTP)), now);
        assertThat(watch.judge(due, Outcome.able(1), now, 1)).isEmpty();
        assertThat(watch.held().get(0).health()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void theWorstOfSeveralChecksTells() {
        watch.assign(List.of(subject("10.0.0.1", HTTP, TTL)), now);
        askedWithin(3_000, Outcome.able(1));
        assertThat(watch.held().get(0).health()).isEqualTo(Health.UNKNOWN);
        assertThat(watch.renewed("a", 1, Outcome.renewed(), now, 1))
                .hasValueSatisfying(held -> assertThat(held.health()).isEqualTo(Health.PASSING));
        assertThat(watch.renewed("a", 1, Outcome.lapsed("not renewed"), now, 1))
                .hasValueSatisfying(held -> assertThat(held.detail()).isEqualTo("not renewed"));
    }

    @Test
    void trafficThatIsRefusedCountsAsChecksThatAre() {
        watch.assign(List.of(subject("10.0.0.1", HTTP)), now);
        askedWithin(3_000, Outcome.able(1));
        assertThat(watch.observe(new Seen("a", 9, 3, 0), now, 1)).isEmpty();
        assertThat(watch.observe(new Seen("a", 0, 3, 0), now, 1)).isEmpty();
        assertThat(watch.observe(new Seen("a", 0, 1, 0), now, 1))
                .hasValueSatisfying(held -> assertThat(held.health()).isEqualTo(Health.FAILING));
        assertThat(watch.observe(new Seen("unknown", 0, 1, 0), now, 1)).isEmpty();
    }

    /** @return when it was asked, in milliseconds from now; every question is answered at once */
    @CanIgnoreReturnValue
    private List<Long> askedWithin(long millis, Outcome outcome) {
        List<Long> times = new ArrayList<>();
        long begin = now;
        while (now - begin < TimeUnit.MILLISECONDS.toNanos(millis)) {
            now += TimeUnit.MILLISECONDS.toNanos(50);
            watch.due(now).forEach(due -> {
                times.add(TimeUnit.NANOSECONDS.toMillis(now - begin));
                var ignored = watch.judge(due, outcome, now, 1);
            });
        }
        return times;
    }
}
