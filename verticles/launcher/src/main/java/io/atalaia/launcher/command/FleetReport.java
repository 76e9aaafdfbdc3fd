/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaia.agent.simulate.Figures;
import io.atalaia.agent.simulate.Plan;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Tells how a simulation goes: a line every five seconds, or one JSON object a second for programs. */
final class FleetReport {
    private static final int EVERY_SECONDS = 5;

    private final Plan plan;
    private final boolean json;
    private final ObjectMapper mapper = new ObjectMapper();
    private Figures before;
    private int seconds;

    FleetReport(Plan plan, boolean json) {
        this.plan = plan;
        this.json = json;
    }

    void second(Figures now) {
        if (json) {
            print(now);
        } else if (before == null || ++seconds % EVERY_SECONDS == 0) {
            line(now);
            before = now;
        }
    }

    private void line(Figures now) {
        double passed = before == null ? 1 : EVERY_SECONDS;
        var then = before == null ? now : before;
        System.out.printf(
                "%s  connected %d of %d  samples/s %.0f (%.0f values)  acked blocks/s %.1f  refused %d  waiting %d%s"
                        + "  ack ms %.0f/%.0f  live ms %.0f/%.0f (p50/p99)%n",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                now.connected(),
                plan.machines(),
                (now.sampled() - then.sampled()) / passed,
                (now.sampled() - then.sampled()) * plan.series() / passed,
                (now.ackedBlocks() - then.ackedBlocks()) / passed,
                now.refused() + now.refusedForGood() + now.liveRefused(),
                now.waiting(),
                now.withPast() > 0 ? "  with backlog " + now.withPast() : "",
                now.ackMedian(),
                now.ackP99(),
                now.liveMedian(),
                now.liveP99());
    }

    void end(Figures all) {
        if (json) {
            print(all);
            return;
        }
        System.out.printf(
                "collected %d samples of %d series (missed %d, lost %d, departed %d)%n",
                all.sampled(), plan.series(), all.missed(), all.lost(), all.departed());
        System.out.printf(
                "acknowledged %d samples in %d blocks (%d of the past), %.3f bytes a value; %d blocks left%n",
                all.ackedSamples(),
                all.ackedBlocks(),
                all.pastBlocks(),
                all.ackedBytes() / Math.max(1.0, (double) all.ackedSamples() * plan.series()),
                all.waiting());
        System.out.printf(
                "live: %d taken, %d not sent, %d refused; connections opened %d; blocks refused %d, for good %d%n",
                all.liveTaken(),
                all.liveSkipped(),
                all.liveRefused(),
                all.connections(),
                all.refused(),
                all.refusedForGood());
    }

    private void print(Figures figures) {
        try {
            System.out.println(mapper.writeValueAsString(figures));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
