/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.engine;

import static io.atalaia.agent.engine.Fixtures.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.agent.engine.Fixtures.Heard;
import io.atalaia.agent.engine.Fixtures.Turned;
import io.atalaia.contracts.series.ProcessRow;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private final Heard heard = new Heard();
    private final Turned collector = new Turned("a");
    private boolean processesBroken;
    private final Sampler sampler = new Sampler(
            new Sampler.Identity(Fixtures.MACHINE, Fixtures.BOOT),
            new Gatherer(List.of(collector), heard),
            this::processes,
            new Pace(5000, 100),
            heard);

    private List<ProcessRow> processes() throws IOException {
        if (processesBroken) {
            throw new IOException("broken");
        }
        return List.of();
    }

    @Test
    void processesTravelInTheSampleInWhichTheyWereLookedAt() {
        assertThat(sampler.take(MINUTE + 100).sample().processes()).isNotNull();
        for (int second = 1; second < 5; second++) {
            assertThat(sampler.take(MINUTE + second * 1000L + 101).sample().processes())
                    .isNull();
        }
        assertThat(sampler.take(MINUTE + 5102).sample().processes()).isNotNull();
        assertThat(sampler.take(MINUTE + 6100).sample().processes()).isNull();
    }

    @Test
    void theSameInstantIsNotSampledTwice() {
        assertThat(sampler.take(MINUTE).sample()).isNotNull();
        assertThat(sampler.take(MINUTE).sample()).isNull();
    }

    @Test
    void aDeviceThatAppearsChangesTheSchema() {
        assertThat(sampler.take(MINUTE).schema()).isEqualTo(Fixtures.schema("a"));
        collector.names.add("b");
        var taken = sampler.take(MINUTE + 1000);
        assertThat(taken.schema()).isEqualTo(Fixtures.schema("a", "b"));
        assertThat(taken.sample().schema()).isEqualTo(taken.schema().hash());
    }

    @Test
    void aClockThatStepsBackDoesNotEndSampling() {
        assertThat(sampler.take(MINUTE + 30_000).sample()).isNotNull();
        var taken = sampler.take(MINUTE + 1_000);
        assertThat(taken.sample().time()).isEqualTo(MINUTE + 1_000);
        assertThat(taken.sample().processes()).isNotNull();
    }

    @Test
    void processesThatCannotBeReadCostNoSampleAndAreToldOnce() {
        processesBroken = true;
        assertThat(sampler.take(MINUTE).sample().processes()).isNull();
        assertThat(sampler.take(MINUTE + 5000).sample()).isNotNull();
        processesBroken = false;
        assertThat(sampler.take(MINUTE + 10_000).sample().processes()).isNotNull();
        assertThat(heard.said).containsExactly("processes failed", "processes works");
    }
}
