/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward.engine;

import static io.atalaia.gateway.forward.engine.Instances.MILLI;
import static io.atalaia.gateway.forward.engine.Instances.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.platform.catalog.Standing;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private final Random random = new Random(7);
    private long now;

    private Lane weighted(int... weights) {
        return Instances.lane(Stream.iterate(0, at -> at < weights.length, at -> at + 1)
                .map(at -> new Standing(Instances.of("shop-" + at, weights[at], Map.of()), Health.PASSING, ""))
                .toArray(Standing[]::new));
    }

    /** Sends one request after the other, each of which takes what its instance takes. */
    private Map<String, Integer> sent(
            Lane lane, int requests, Map<String, Long> latencies, Map<String, Ending> endings) {
        Map<String, Integer> counts = new HashMap<>();
        for (int at = 0; at < requests; at++) {
            var target = lane.choose(null, false, now, random);
            String id = target.place().id();
            counts.merge(id, 1, Integer::sum);
            var waiting = target.begin(now);
            now += latencies.getOrDefault(id, MILLI);
            boolean ignored = target.end(waiting, now, endings.getOrDefault(id, Ending.ANSWERED));
        }
        return counts;
    }

    @Test
    void amongEqualsTheWeightsDecide() {
        var counts = sent(weighted(1, 3, 6), 10_000, Map.of(), Map.of());

        assertThat(counts.get("shop-0") / 10_000.0).isCloseTo(0.1, within(0.03));
        assertThat(counts.get("shop-1") / 10_000.0).isCloseTo(0.3, within(0.03));
        assertThat(counts.get("shop-2") / 10_000.0).isCloseTo(0.6, within(0.03));
    }

    @Test
    void anInstanceOfWeightNothingGetsNothingBesideOthersAndEverythingAlone() {
        assertThat(sent(weighted(0, 1), 1_000, Map.of(), Map.of())).doesNotContainKey("shop-0");
        assertThat(sent(weighted(0, 0), 1_000, Map.of(), Map.of())).containsKeys("shop-0", "shop-1");
    }

    @Test
    void aSlowInstanceGetsNextToNothingAndIsFoundWellAgain() {
        var lane = weighted(1, 1, 1);

        var counts = sent(lane, 2_000, Map.of("shop-1", 300 * MILLI), Map.of());
        assertThat(counts.get("shop-1")).isLessThan(20);

        now += 30 * SECOND;
        counts = sent(lane, 3_000, Map.of(), Map.of());
        assertThat(counts.get("shop-1")).isGreaterThan(700);
    }

    @Test
    void whoFailsAtOnceGetsThreeRequestsAndThenTriesAlone() {
        var counts = sent(weighted(1, 1, 1), 900, Map.of("shop-1", MILLI / 10), Map.of("shop-1", Ending.FAILED));

        assertThat(counts.get("shop-1")).isBetween(1, 4);
    }

    @Test
    void whoDoesNotAnswerIsAvoidedBeforeAnyTimeOut() {
        var lane = weighted(1, 1, 1);
        var hanging = lane.targets().get(1);
        var ignored = hanging.begin(now);
        now += 20 * MILLI;

        var counts = sent(lane, 500, Map.of(), Map.of());

        assertThat(counts).doesNotContainKey("shop-1");
    }

    @Test
    void theSecondTryGoesElsewhere() {
        var lane = weighted(1, 1);
        var first = lane.targets().get(0);
        for (int at = 0; at < 100; at++) {
            assertThat(lane.choose(first, false, now, random))
                    .isSameAs(lane.targets().get(1));
        }
        assertThat(weighted(1).choose(null, true, now, random)).isNotNull();
        assertThat(lane.choose(null, true, now, random)).isNotNull();
    }

    @Test
    void requestsThatCouldGoElsewhereTryWhatWasHeldBack() {
        var lane = weighted(1, 1);
        var failing = lane.targets().get(0);
        fail(failing, Ending.SILENT);
        now += 2 * SECOND;

        assertThat(lane.choose(null, false, now, random))
                .isSameAs(lane.targets().get(1));
        assertThat(lane.choose(null, true, now, random)).isSameAs(failing);
    }

    @Test
    void whenAllAnswerWithFailuresTheyAreAskedAllTheSame() {
        var lane = weighted(1, 1);
        lane.targets().forEach(one -> fail(one, Ending.FAILED));

        assertThat(lane.choose(null, false, now, random)).isNotNull();
    }

    @Test
    void whenNoneAnswersNothingIsAsked() {
        var lane = weighted(1, 1);
        lane.targets().forEach(one -> fail(one, Ending.SILENT));

        assertThat(lane.choose(null, false, now, random)).isNull();
        assertThat(lane.whyNone())
                .isEqualTo("no instance of service shop can be asked: 2 held back by the circuit breaker");
    }

    private void fail(Target target, Ending ending) {
        for (int time = 0; time < Fuse.FAILURES; time++) {
            boolean ignored = target.end(target.begin(now), now, ending);
        }
    }
}
