/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Held;
import io.atalaia.contracts.health.JudgementApi.Observed;
import io.atalaia.contracts.health.JudgementApi.Opinions;
import io.atalaia.health.engine.Doubt;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Peers;
import io.atalaia.health.engine.Watch;
import io.atalaia.health.engine.Watch.Due;
import io.atalaia.health.probe.Probes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has this node's instances checked, and tells what it thinks of them. For one event loop. */
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final Bus bus;
    private final Clock clock;
    private final Self self;
    private final Watch watch;
    private final Peers peers;
    private final Doubt doubt = new Doubt();
    private final Probes probes;
    private List<Held> news = new ArrayList<>();
    private boolean doubting;
    private long doubts;

    Watching(Bus bus, Clock clock, Self self, Watch watch, Peers peers, Probes probes) {
        this.bus = bus;
        this.clock = clock;
        this.self = self;
        this.watch = watch;
        this.peers = peers;
        this.probes = probes;
    }

    /** Checks what is due. */
    void step() {
        watch.due(clock.nanos()).forEach(due -> probes.ask(due).onSuccess(outcome -> judged(due, outcome)));
        tellNews();
    }

    private void judged(Due due, Outcome outcome) {
        watch.judge(due, outcome, clock.nanos(), clock.millis()).ifPresent(news::add);
    }

    void noted(Optional<Held> opinion) {
        opinion.ifPresent(news::add);
    }

    void observed(Observed told) {
        told.seen().forEach(seen -> noted(watch.observe(seen, clock.nanos(), clock.millis())));
    }

    private void tellNews() {
        if (!news.isEmpty()) {
            var changed = news;
            news = new ArrayList<>();
            tell(new Opinions(self.id(), self.name(), false, doubting, false, changed));
        }
    }

    void tellAll() {
        news = new ArrayList<>();
        tell(new Opinions(self.id(), self.name(), true, doubting, false, watch.held()));
    }

    /** The last word. */
    void leave() {
        bus.announce(JudgementApi.OPINIONS, new Opinions(self.id(), self.name(), true, doubting, true, List.of()));
    }

    private void tell(Opinions opinions) {
        peers.hear(opinions, clock.nanos());
        bus.announce(JudgementApi.OPINIONS, opinions);
    }

    /**
     * Tells this node how late its event loop is.
     *
     * @return nanoseconds until it is to be called again
     */
    long tick() {
        long wait = doubt.tick(clock.nanos());
        lookAtItself();
        return wait;
    }

    boolean isDoubting() {
        lookAtItself();
        return doubting;
    }

    private void lookAtItself() {
        doubt.look(watch, clock.nanos());
        boolean now = doubt.doubts(clock.nanos());
        if (now != doubting) {
            doubting = now;
            doubts += now ? 1 : 0;
            (now ? LOG.atWarn() : LOG.atInfo())
                    .log(
                            now
                                    ? "this node is late, or hears nobody: what it finds failing does not count"
                                    : "what this node finds counts again");
            tellAll();
        }
    }

    long doubts() {
        return doubts;
    }
}
