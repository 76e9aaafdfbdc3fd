/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.ClockSteps;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.contracts.event.Event;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Spool;
import java.time.Duration;
import java.util.List;

/** Takes samples and puts each into the spool: only then it counts as collected. Blocking; one thread at a time. */
public final class Keeping {
    private final Sampler sampler;
    private final Spool spool;
    private final Clock clock;
    private final CurrentFacts current;
    private final AgentMeters meters;
    private final Story story;
    private final ClockSteps steps = new ClockSteps();

    public Keeping(Sampler sampler, Spool spool, Clock clock, CurrentFacts current, AgentMeters meters, Story story) {
        this.sampler = sampler;
        this.spool = spool;
        this.clock = clock;
        this.current = current;
        this.meters = meters;
        this.story = story;
    }

    Kept take() {
        long begin = clock.nanos();
        long now = clock.millis();
        steps.look(now, begin)
                .ifPresent(step -> spool.note(story.tell(Event.CLOCK, now, stepped(Duration.ofMillis(step)))));
        var taken = sampler.take(now);
        if (taken.sample() == null) {
            return new Kept(null, taken.schema(), List.of());
        }
        var sealed = spool.append(taken.sample(), taken.schema(), current.facts());
        meters.collected(clock.nanos() - begin);
        return new Kept(taken.sample(), taken.schema(), sealed);
    }

    private static String stepped(Duration step) {
        return step.isNegative()
                ? "The clock was set back by " + seconds(step.negated()) + "."
                : "The clock was set forward by " + seconds(step) + ", or the machine slept.";
    }

    private static String seconds(Duration step) {
        return step.toSeconds() + " s";
    }

    /** Seals the block of a minute that is over. */
    Kept sealIfOver() {
        return new Kept(null, null, spool.sealIfOver(clock.millis()));
    }

    /** Seals what there is. */
    Kept seal() {
        return new Kept(null, null, spool.seal());
    }

    void began() {
        spool.note(story.tell(Event.START, clock.millis(), "The agent began."));
    }

    void stopped() {
        spool.note(story.tell(Event.STOP, clock.millis(), "The agent was stopped in order."));
    }
}
