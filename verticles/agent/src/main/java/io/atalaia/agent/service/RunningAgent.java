/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.service;

import io.atalaia.agent.engine.Pace;
import io.atalaia.agent.engine.Sampler;
import io.atalaia.agent.engine.Sampler.Taken;
import io.atalaia.agent.engine.Throttle;
import io.atalaia.agent.read.HostFacts;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.spool.Entry;
import io.atalaia.platform.spool.Spool;
import io.atalaia.platform.uplink.DurableRoad;
import io.atalaia.platform.uplink.RoadMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** One start of the agent: what is sampled goes down both roads. Event loop only. */
public final class RunningAgent implements SampleRoads {
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(3);

    private Self self;
    private HostFacts host;
    private boolean told;
    private final Vertx vertx;
    private final Sampler sampler;
    private final Spool spool;
    private final Workers workers;
    private final CurrentFacts current;
    private final Keeping keeping;
    private final Sampling sampling;
    private final LiveUplink live;
    private final DurableRoad durable;

    /**
     * @param spool open; closed at the end
     * @param roadMeters those that the spool was opened with
     */
    public RunningAgent(
            Vertx vertx,
            Workers workers,
            Roads roads,
            Clock clock,
            MeterRegistry meters,
            Self self,
            HostFacts host,
            Sampler sampler,
            Spool spool,
            RoadMeters roadMeters) {
        this.vertx = vertx;
        this.self = self;
        this.host = host;
        this.sampler = sampler;
        this.spool = spool;
        this.workers = workers;
        current = new CurrentFacts(self.on(host));
        live = new LiveUplink(roads.live(), current);
        var options = DurableRoad.Options.ONE_MACHINE;
        durable = new DurableRoad(vertx, spool, workers.files(), roads.blocks(), clock, roadMeters, options);
        keeping = new Keeping(sampler, spool, clock, current, new AgentMeters(meters), new Story(self));
        var pace = Pace.of(self.machine(), self.everyMillis());
        sampling = new Sampling(vertx, workers, clock, keeping, pace, this);
    }

    public Future<?> start() {
        return live.open()
                .compose(listening -> noted(keeping::began))
                .compose(noted -> durable.start())
                .map(started -> {
                    sampling.start();
                    return started;
                });
    }

    private Future<Void> noted(Runnable event) {
        return workers.files()
                .executeBlocking(
                        () -> {
                            event.run();
                            return null;
                        },
                        false);
    }

    /** The machine is called or reached in another way than before. */
    public void changed(HostFacts newHost) {
        host = newHost;
        current.changed(self.on(host));
    }

    @Override
    public void taken(Taken taken) {
        tell(taken);
        durable.use(current.facts(), taken.schema());
    }

    /** The first sample at once: a new machine is seen without waiting. */
    private void tell(Taken taken) {
        long wait = told ? Pace.telling(self.machine(), self.everyMillis()) : 0;
        told = true;
        if (wait == 0) {
            live.sampled(taken.sample(), taken.schema());
        } else {
            // Always far shorter than the interval: samples stay in their order.
            vertx.setTimer(wait, fired -> live.sampled(taken.sample(), taken.schema()));
        }
    }

    @Override
    public void sealed(List<Entry> blocks) {
        durable.offer(blocks);
    }

    /**
     * Samples less, or as much again.
     *
     * @param what one sentence for people
     */
    public void throttled(Throttle.Step step, String what) {
        self = self.every(step.everyMillis());
        current.changed(self.on(host));
        sampling.pace(Pace.of(self.machine(), step.everyMillis()));
        sampler.processPace(Pace.of(self.machine(), step.processesMillis()));
        noted(() -> keeping.throttled(what)).onComplete(noted -> durable.wake());
    }

    /** Seals what was gathered and sends what storage does not have yet, for three seconds at most; the rest stays on disk. */
    public Future<Void> drain() {
        return sampling.stop().compose(idle -> noted(keeping::stopped)).compose(noted -> durable.flush(FLUSH_LIMIT));
    }

    /** Ends at once; what storage does not have stays on disk for the next start. */
    public Future<Void> close() {
        return sampling.stop().otherwiseEmpty().compose(idle -> {
            durable.close();
            sampler.close();
            return workers.files()
                    .executeBlocking(
                            () -> {
                                spool.close();
                                return null;
                            },
                            false);
        });
    }
}
