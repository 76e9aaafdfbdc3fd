/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Backoff;
import io.atalaia.agent.engine.BlockQueue;
import io.atalaia.agent.engine.Hash;
import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.agent.engine.Sampler.Taken;
import io.atalaia.agent.read.HostFacts;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.SplittableRandom;

/** One start of the agent: what is sampled goes down both roads. Event loop only. */
public final class RunningAgent {
    private static final long SPREAD_MILLIS = 20_000;
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(3);

    private final Self self;
    private final Sampler sampler;
    private final CurrentFacts current;
    private final Sampling sampling;
    private final LiveUplink live;
    private final DurableUplink durable;

    /** @param queue how much of what storage has not acknowledged is kept */
    public RunningAgent(
            Vertx vertx,
            Workers workers,
            Roads roads,
            Clock clock,
            AgentMeters meters,
            Self self,
            HostFacts host,
            Sampler sampler,
            Duration queue) {
        this.self = self;
        this.sampler = sampler;
        current = new CurrentFacts(self.on(host));
        live = new LiveUplink(roads.live(), current);
        durable = new DurableUplink(
                vertx,
                roads.blocks(),
                clock,
                current,
                meters,
                new BlockQueue(queue.toMillis()),
                new Backoff(new SplittableRandom()::nextDouble),
                Duration.ofMillis(Math.floorMod(Hash.of(self.machine()), SPREAD_MILLIS)));
        var pace = Pace.of(self.machine(), self.everyMillis());
        sampling = new Sampling(vertx, workers.sampling(), clock, sampler, pace, meters, this::taken);
    }

    public Future<?> start() {
        return live.open().map(listening -> {
            sampling.start();
            return listening;
        });
    }

    /** The machine is called or reached in another way than before. */
    public void changed(HostFacts host) {
        current.changed(self.on(host));
    }

    private void taken(Taken taken) {
        if (taken.sample() != null) {
            live.sampled(taken.sample(), taken.schema());
            durable.schema(taken.schema());
        }
        taken.sealed().forEach(durable::offer);
    }

    /** Seals what was gathered and sends all that storage does not have yet, for three seconds at most. */
    public Future<Void> drain() {
        return sampling.stop().compose(idle -> durable.flush(FLUSH_LIMIT));
    }

    /** Ends at once; what storage does not have is lost. */
    public Future<Void> close() {
        return sampling.stop().otherwiseEmpty().map(idle -> {
            durable.close();
            sampler.close();
            return null;
        });
    }
}
