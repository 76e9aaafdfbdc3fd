/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.event.Event;
import io.atalaia.contracts.storage.StorageApi.Gap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GapReasonsTest {
    private static final Gap GAP = new Gap(100_000, 200_000, "no samples");

    private static Event event(String kind, long from, long to) {
        return new Event("m", kind + "-" + from, kind, from, to, "the disk was full", Map.of());
    }

    private static String reason(Event... events) {
        return GapReasons.named(List.of(GAP), Arrays.asList(events)).get(0).reason();
    }

    @Test
    void aLossThatWasToldNamesTheGap() {
        assertThat(reason(event(Event.GAP, 99_000, 201_000))).isEqualTo("the disk was full");
        assertThat(reason(event(Event.GAP, 50_000, 160_000))).isEqualTo("the disk was full");
    }

    @Test
    void aLossOfAnotherTimeDoesNot() {
        assertThat(reason(event(Event.GAP, 190_000, 300_000))).isEqualTo("no samples arrived");
        assertThat(reason(event(Event.GAP, 0, 90_000))).isEqualTo("no samples arrived");
    }

    @Test
    void betweenAStopAndAStartTheAgentWasStopped() {
        assertThat(reason(event(Event.STOP, 100_500, 100_500), event(Event.START, 199_000, 199_000)))
                .isEqualTo("agent stopped");
    }

    @Test
    void aStopBeforeTheQuestionBeganIsFound() {
        assertThat(reason(event(Event.START, 10_000, 10_000), event(Event.STOP, 20_000, 20_000)))
                .isEqualTo("agent stopped");
    }

    @Test
    void aStartWithoutAStopBeforeItMeansThatTheAgentWasKilled() {
        assertThat(reason(event(Event.START, 10_000, 10_000), event(Event.START, 199_000, 199_000)))
                .isEqualTo("agent was killed or its machine went down");
    }

    @Test
    void anAgentThatGoesOnJustDidNotArrive() {
        assertThat(reason(event(Event.START, 10_000, 10_000))).isEqualTo("no samples arrived");
        assertThat(reason()).isEqualTo("no samples arrived");
    }

    @Test
    void aGapThatHasAReasonKeepsIt() {
        var damaged = new Gap(100_000, 200_000, "corrupt block");
        assertThat(GapReasons.wanted(List.of(damaged))).isFalse();
        assertThat(GapReasons.named(List.of(damaged), List.of(event(Event.GAP, 100_000, 200_000))))
                .containsExactly(damaged);
    }
}
