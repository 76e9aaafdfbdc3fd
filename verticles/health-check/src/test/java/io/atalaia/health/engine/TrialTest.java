/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.health.HealthApi.Health;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Outcome ABLE = Outcome.able(0.5);
    private static final Outcome SILENT = Outcome.silent("no answer");
    private static final Outcome REFUSED = Outcome.refused("nobody serves it");
    private static final Outcome LAPSED = Outcome.lapsed("not renewed");

    @Test
    void beforeTheFirstCheckNothingIsKnown() {
        assertThat(after().health()).isEqualTo(Health.UNKNOWN);
        assertThat(after().look().at()).isZero();
    }

    @Test
    void theFirstAnswerMakesAnUnknownInstancePass() {
        assertThat(after(ABLE).health()).isEqualTo(Health.PASSING);
    }

    @Test
    void anUnknownInstanceThatFailedFirstHasToRise() {
        assertThat(after(SILENT, ABLE).health()).isEqualTo(Health.UNKNOWN);
        assertThat(after(SILENT, ABLE, ABLE).health()).isEqualTo(Health.PASSING);
    }

    @Test
    void fewerFailuresThanFallInARowChangeNothing() {
        var trial = after(ABLE, SILENT, SILENT, ABLE, SILENT, SILENT);
        assertThat(trial.health()).isEqualTo(Health.PASSING);
        assertThat(trial.detail()).isEmpty();
    }

    @Test
    void fallFailuresInARowMakeItFailAndSayWhy() {
        var trial = after(ABLE, SILENT, SILENT, SILENT);
        assertThat(trial.health()).isEqualTo(Health.FAILING);
        assertThat(trial.detail()).isEqualTo("no answer");
        assertThat(trial.silent()).isTrue();
        assertThat(trial.look().latencyMillis()).isNull();
    }

    @Test
    void aRefusalCountsDoubleAndIsNoSilence() {
        assertThat(after(ABLE, REFUSED).health()).isEqualTo(Health.PASSING);
        assertThat(after(ABLE, REFUSED, REFUSED).health()).isEqualTo(Health.FAILING);
        assertThat(after(ABLE, SILENT, REFUSED).health()).isEqualTo(Health.FAILING);
        assertThat(after(ABLE, SILENT, REFUSED).silent()).isFalse();
        assertThat(after(ABLE, REFUSED, SILENT).silent()).isFalse();
    }

    @Test
    void aRefusalAfterItFellSilentMakesItCertain() {
        assertThat(after(SILENT, SILENT, SILENT, REFUSED).silent()).isFalse();
    }

    @Test
    void aFailingInstancePassesAfterRiseAnswersInARow() {
        assertThat(after(REFUSED, REFUSED, ABLE).health()).isEqualTo(Health.FAILING);
        assertThat(after(REFUSED, REFUSED, ABLE, SILENT, ABLE).health()).isEqualTo(Health.FAILING);
        var risen = after(REFUSED, REFUSED, ABLE, ABLE);
        assertThat(risen.health()).isEqualTo(Health.PASSING);
        assertThat(risen.detail()).isEmpty();
    }

    @Test
    void anInstanceThatSaysThatItIsUnableFailsWithItsOwnWords() {
        var unable = Outcome.unable("the disk is full", 2);
        var trial = after(unable, unable, unable);
        assertThat(trial.health()).isEqualTo(Health.FAILING);
        assertThat(trial.silent()).isFalse();
        assertThat(trial.detail()).isEqualTo("the disk is full");
        assertThat(trial.look().latencyMillis()).isEqualTo(2);
    }

    @Test
    void renewalsNeedNoSecondOpinion() {
        assertThat(after(Outcome.renewed(), LAPSED).health()).isEqualTo(Health.FAILING);
        assertThat(after(LAPSED, Outcome.renewed()).health()).isEqualTo(Health.PASSING);
        assertThat(after(LAPSED).silent()).isFalse();
    }

    private static Trial after(Outcome... outcomes) {
        var trial = Trial.NEW;
        long time = 0;
        for (var outcome : outcomes) {
            time += 1_000;
            trial = trial.after(outcome, time, 3, 2);
        }
        return trial;
    }
}
