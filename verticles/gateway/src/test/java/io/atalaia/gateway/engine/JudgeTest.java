/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.machine.Reason;
import io.atalaia.contracts.machine.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Rule RULE = new Rule(85, 75, 95, 85, 15_000, 60_000);
    private static final Rules RULES = new Rules(RULE, RULE, RULE);

    private final Judge judge = new Judge(RULES);
    private final List<State> changes = new ArrayList<>();
    private long time = 1_000_000;

    private void cpu(Double percent) {
        see(percent, null);
    }

    private void see(Double cpu, Double memory, Figures.Volume... volumes) {
        State before = judge.state();
        judge.see(
                time,
                1_000,
                new Figures(cpu, memory, null, null, null, null, null, null, null, null, null, Arrays.asList(volumes)));
        if (judge.state() != before) {
            changes.add(judge.state());
        }
        time += 1_000;
    }

    private void cpu(double percent, int seconds) {
        for (int i = 0; i < seconds; i++) {
            cpu(percent);
        }
    }

    private static Figures.Volume volume(String mount, Double percent) {
        return new Figures.Volume(Row.none(3), mount, null, null, null, percent);
    }

    @Test
    void aFigureMustStayBeyondItsEnterForTheWholeTime() {
        cpu(90, 15);
        assertThat(judge.state()).isEqualTo(State.NORMAL);
        cpu(90, 1);
        assertThat(judge.state()).isEqualTo(State.ALERT);
    }

    @Test
    void aFigureAtItsEnterIsBeyondIt() {
        cpu(85, 16);
        assertThat(judge.state()).isEqualTo(State.ALERT);
    }

    @Test
    void oneValueBelowTheEnterBeginsTheTimeAnew() {
        cpu(90, 15);
        cpu(84.9, 1);
        cpu(90, 15);
        assertThat(judge.state()).isEqualTo(State.NORMAL);
        cpu(90, 1);
        assertThat(judge.state()).isEqualTo(State.ALERT);
    }

    @Test
    void aFigureBeyondBothLevelsIsCriticalAtOnceAndNotAlertBefore() {
        cpu(99, 16);
        assertThat(changes).containsExactly(State.CRITICAL);
    }

    @Test
    void itEscalatesAsSoonAsTheHigherLevelHeldForItsOwnTime() {
        cpu(90, 20);
        cpu(96, 15);
        assertThat(judge.state()).isEqualTo(State.ALERT);
        cpu(96, 1);
        assertThat(changes).containsExactly(State.ALERT, State.CRITICAL);
    }

    @Test
    void itRecoversOnlyAfterItStayedBelowTheExit() {
        cpu(90, 16);
        cpu(80, 300);
        assertThat(judge.state()).as("between exit and enter").isEqualTo(State.ALERT);
        cpu(74, 60);
        assertThat(judge.state()).isEqualTo(State.ALERT);
        cpu(74, 1);
        assertThat(judge.state()).isEqualTo(State.NORMAL);
    }

    @Test
    void criticalFallsToAlertWhileTheAlertIsNotOver() {
        cpu(99, 16);
        cpu(80, 61);
        assertThat(judge.state()).isEqualTo(State.ALERT);
        assertThat(judge.reasons().get(0).threshold()).isEqualTo(85);
        cpu(10, 61);
        assertThat(changes).containsExactly(State.CRITICAL, State.ALERT, State.NORMAL);
    }

    @Test
    void criticalFallsToNormalInOneStepWhenBothExitsHeld() {
        cpu(99, 16);
        cpu(10, 61);
        assertThat(changes).containsExactly(State.CRITICAL, State.NORMAL);
    }

    @Test
    void aSquareWaveChangesTheStateOnceEachWay() {
        for (int wave = 0; wave < 30; wave++) {
            cpu(100, 20);
            cpu(10, 20);
        }
        assertThat(changes).containsExactly(State.CRITICAL);
        cpu(10, 61);
        assertThat(changes).containsExactly(State.CRITICAL, State.NORMAL);
    }

    @Test
    void aSquareWaveFasterThanTheForChangesNothing() {
        for (int wave = 0; wave < 60; wave++) {
            cpu(100, 10);
            cpu(10, 10);
        }
        assertThat(changes).isEmpty();
    }

    @Test
    void missingValuesAreNeitherBreachNorRecovery() {
        cpu(90, 10);
        for (int i = 0; i < 100; i++) {
            cpu(null);
        }
        assertThat(judge.state()).isEqualTo(State.NORMAL);
        cpu(90, 6);
        assertThat(judge.state()).as("what held before the gap still counts").isEqualTo(State.ALERT);
        cpu(10, 30);
        for (int i = 0; i < 100; i++) {
            cpu(null);
        }
        assertThat(judge.state()).isEqualTo(State.ALERT);
    }

    @Test
    void theTimeBetweenTwoSamplesFarApartDoesNotCount() {
        cpu(90, 2);
        time += 60_000;
        cpu(90, 1);
        assertThat(judge.state()).isEqualTo(State.NORMAL);
        cpu(90, 13);
        assertThat(judge.state()).isEqualTo(State.ALERT);
    }

    @Test
    void anAlternatingMissingSampleTakesTwiceAsLong() {
        for (int i = 0; i < 15; i++) {
            cpu(90.0);
            time += 1_000;
        }
        assertThat(judge.state()).isEqualTo(State.NORMAL);
        cpu(90.0);
        assertThat(judge.state()).isEqualTo(State.ALERT);
    }

    @Test
    void eachVolumeIsJudgedAloneAndTheWorstDecides() {
        for (int i = 0; i < 16; i++) {
            see(10.0, 90.0, volume("/", 50.0), volume("/var", 97.0), volume("/home", 86.0));
        }
        assertThat(judge.state()).isEqualTo(State.CRITICAL);
        assertThat(judge.volumeState("/")).isEqualTo(State.NORMAL);
        assertThat(judge.volumeState("/home")).isEqualTo(State.ALERT);
        assertThat(judge.reasons())
                .containsExactly(
                        new Reason("disk", State.CRITICAL, 97, 95, time - 1_000, "/var"),
                        new Reason("memory", State.ALERT, 90, 85, time - 1_000, null),
                        new Reason("disk", State.ALERT, 86, 85, time - 1_000, "/home"));
    }

    @Test
    void aVolumeThatIsGoneTakesItsLevelWithItButAMissingFigureDoesNot() {
        for (int i = 0; i < 16; i++) {
            see(10.0, 10.0, volume("/", 97.0));
        }
        see(10.0, 10.0, volume("/", null));
        assertThat(judge.state()).isEqualTo(State.CRITICAL);
        see(10.0, 10.0);
        assertThat(judge.state()).isEqualTo(State.NORMAL);
    }

    @Test
    void whatAnotherGatewayJudgedIsGoneOnWith() {
        judge.adopt(List.of(
                new Reason("cpu", State.CRITICAL, 99, 95, 77, null), new Reason("disk", State.ALERT, 90, 85, 78, "/")));
        see(90.0, 10.0, volume("/", 80.0));
        assertThat(judge.reasons())
                .containsExactly(
                        new Reason("cpu", State.CRITICAL, 90, 95, 77, null),
                        new Reason("disk", State.ALERT, 80, 85, 78, "/"));
        for (int i = 0; i < 61; i++) {
            see(10.0, 10.0, volume("/", 10.0));
        }
        assertThat(judge.state()).isEqualTo(State.NORMAL);
    }

    @Test
    void theReasonNamesSinceWhenAndTheNewestFigure() {
        cpu(90, 20);
        cpu(91, 1);
        assertThat(judge.reasons()).containsExactly(new Reason("cpu", State.ALERT, 91, 85, 1_000_000 + 15_000, null));
    }

    @Test
    void withoutAForTheFirstValueCounts() {
        var hasty = new Judge(new Rules(new Rule(85, 75, 95, 85, 0, 0), RULE, RULE));
        hasty.see(1, 1_000, new Figures(86.0, null, null, null, null, null, null, null, null, null, null, List.of()));
        assertThat(hasty.state()).isEqualTo(State.ALERT);
        hasty.see(2, 1_000, new Figures(74.0, null, null, null, null, null, null, null, null, null, null, List.of()));
        assertThat(hasty.state()).isEqualTo(State.NORMAL);
    }
}
