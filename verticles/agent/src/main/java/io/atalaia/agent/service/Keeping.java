/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.ClockSteps;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.contracts.event.Event;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Entry;
import io.atalaia.platform.spool.Spool;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Takes samples on one thread and puts each into the spool on another: only then it counts as collected. Blocking. */
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

    /** Takes a sample, and does not touch the disk: a slow one must not delay the next sample. */
    Took take() {
        long begin = clock.nanos();
        long now = clock.millis();
        var step = steps.look(now, begin);
        var taken = sampler.take(now);
        return new Took(taken, step, clock.nanos() - begin);
    }

    /** Puts a sample into the spool. On the thread of the spool, in the order in which they were taken. */
    List<Entry> keep(Took took) {
        var sample = took.taken.sample();
        took.step.ifPresent(
                step -> spool.note(story.tell(Event.CLOCK, clock.millis(), stepped(Duration.ofMillis(step)))));
        if (sample == null) {
            return List.of();
        }
        var sealed = spool.append(sample, took.taken.schema(), current.facts());
        meters.collected(took.nanos);
        return sealed;
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
    List<Entry> sealIfOver() {
        return spool.sealIfOver(clock.millis());
    }

    /** Seals what there is. */
    List<Entry> seal() {
        return spool.seal();
    }

    void began() {
        spool.note(story.tell(Event.START, clock.millis(), "The agent began."));
    }

    void stopped() {
        spool.note(story.tell(Event.STOP, clock.millis(), "The agent was stopped in order."));
    }

    void throttled(String what) {
        spool.note(story.tell(Event.THROTTLE, clock.millis(), what));
    }

    /**
     * @param step by how much the wall clock was set before this sample, if it was
     * @param nanos how long taking it took
     */
    record Took(Sampler.Taken taken, OptionalLong step, long nanos) {}
}
