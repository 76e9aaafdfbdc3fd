/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.health.HealthApi.Health;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Outcome ABLE = Outcome.able(0.5);
    private static final Outcome SILENT = Outcome.silent("no answer");
    private static final Outcome ABSENT = Outcome.absent("nobody serves it");

    @Test
    void beforeTheFirstCheckNothingIsKnown() {
        assertThat(after().verdict().health()).isEqualTo(Health.UNKNOWN);
        assertThat(after().verdict().checkedAt()).isZero();
    }

    @Test
    void theFirstAnswerMakesAnUnknownInstancePass() {
        assertThat(after(ABLE).verdict().health()).isEqualTo(Health.PASSING);
        assertThat(after(SILENT, ABLE).verdict().health()).isEqualTo(Health.PASSING);
    }

    @Test
    void fewerFailuresThanFallInARowChangeNothing() {
        var trial = after(ABLE, SILENT, SILENT, ABLE, SILENT, SILENT);
        assertThat(trial.verdict().health()).isEqualTo(Health.PASSING);
        assertThat(trial.verdict().detail()).isEmpty();
    }

    @Test
    void fallFailuresInARowMakeItFailAndSayWhy() {
        var trial = after(ABLE, SILENT, SILENT, SILENT);
        assertThat(trial.verdict().health()).isEqualTo(Health.FAILING);
        assertThat(trial.verdict().detail()).isEqualTo("no answer");
        assertThat(trial.verdict().latencyMillis()).isNull();
    }

    @Test
    void anInstanceThatIsKnownToBeAbsentFallsTwiceAsFast() {
        assertThat(after(ABLE, ABSENT).verdict().health()).isEqualTo(Health.PASSING);
        assertThat(after(ABLE, ABSENT, ABSENT).verdict().health()).isEqualTo(Health.FAILING);
    }

    @Test
    void aFailingInstancePassesAfterRiseAnswersInARow() {
        assertThat(after(ABSENT, ABSENT, ABLE).verdict().health()).isEqualTo(Health.FAILING);
        assertThat(after(ABSENT, ABSENT, ABLE, SILENT, ABLE).verdict().health()).isEqualTo(Health.FAILING);
        var risen = after(ABSENT, ABSENT, ABLE, ABLE);
        assertThat(risen.verdict().health()).isEqualTo(Health.PASSING);
        assertThat(risen.verdict().detail()).isEmpty();
    }

    @Test
    void anInstanceThatSaysThatItIsUnableFailsWithItsOwnWords() {
        var unable = Outcome.unable("the disk is full", 2);
        var trial = after(unable, unable, unable);
        assertThat(trial.verdict().health()).isEqualTo(Health.FAILING);
        assertThat(trial.verdict().detail()).isEqualTo("the disk is full");
        assertThat(trial.verdict().latencyMillis()).isEqualTo(2);
    }

    private static Trial after(Outcome... outcomes) {
        var trial = Trial.of(new Instance("storage", "a", "host", "address", 0));
        long time = 0;
        for (var outcome : outcomes) {
            time += 1_000;
            trial = trial.after(outcome, time, 3, 2);
        }
        return trial;
    }
}
