/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.bench.chaos.Chaos;
import io.atalaia.bench.chaos.Chaos.Plan;
import io.atalaia.bench.chaos.LyingDoor;
import io.atalaia.bench.chaos.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies, every sample that an agent had on its disk is answered, and answered once. */
class ChaosTest {
    private static final int AGENTS = 2;

    @TempDir
    Path directory;

    private Tally chaos(Duration duration, IntUnaryOperator door) {
        long seed = System.nanoTime();
        System.out.println("chaos seed " + seed);
        try (var chaos = new Chaos(new Plan(directory, duration, AGENTS, seed, door))) {
            Tally tally = chaos.run();
            System.out.println(tally);
            return tally;
        }
    }

    @Test
    @Timeout(600)
    void everyCollectedSampleIsAnsweredOnceWhateverIsKilledCutOrFull() {
        Tally tally = chaos(Duration.ofSeconds(45), IntUnaryOperator.identity());
        assertThat(tally.collected()).isGreaterThan(50);
        assertThat(tally.lost()).isEmpty();
        assertThat(tally.twice()).isEmpty();
    }

    @Test
    @Timeout(600)
    void anAcknowledgementBeforeTheWriteWouldBeFoundOut() {
        var doors = new ArrayList<LyingDoor>();
        try {
            Tally tally = chaos(Duration.ofSeconds(10), port -> {
                doors.add(new LyingDoor(port));
                return doors.get(0).port();
            });
            assertThat(tally.lost()).isNotEmpty();
        } finally {
            doors.forEach(LyingDoor::close);
        }
    }
}
