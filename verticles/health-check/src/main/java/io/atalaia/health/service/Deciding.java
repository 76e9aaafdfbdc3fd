/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.JudgementApi;
import io.atalaia.contracts.health.JudgementApi.Rulings;
import io.atalaia.health.engine.Court;
import io.atalaia.health.engine.Court.Changed;
import io.atalaia.health.engine.Subject;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rules about the services that this node decides of, tells what it ruled, and removes ghosts. For one event loop. */
final class Deciding {
    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_REMOVED_AT_ONCE = 20;

    private final Bus bus;
    private final Clock clock;
    private final Self self;
    private final Court court;
    private final Chronicle chronicle;
    private final Duration ghostsAfter;
    private final Set<String> removing = new HashSet<>();

    Deciding(Bus bus, Clock clock, Self self, Court court, Duration ghostsAfter) {
        this.bus = bus;
        this.clock = clock;
        this.self = self;
        this.court = court;
        this.ghostsAfter = ghostsAfter;
        chronicle = new Chronicle(bus);
    }

    void sit(Collection<Subject> subjects, Set<String> nodes, boolean doubting) {
        var changes = court.sit(subjects, nodes, doubting, clock.nanos(), clock.millis());
        if (!changes.isEmpty()) {
            var rulings = changes.stream().map(Changed::ruling).toList();
            bus.announce(JudgementApi.RULINGS, new Rulings(self.id(), false, false, rulings));
            changes.forEach(this::ruled);
        }
    }

    private void ruled(Changed changed) {
        chronicle.note(changed);
        boolean fails = changed.ruling().health() == Health.FAILING;
        var log = fails ? LOG.atWarn() : changed.before() == Health.FAILING ? LOG.atInfo() : LOG.atDebug();
        log.addKeyValue("service", changed.ruling().service())
                .addKeyValue("id", changed.ruling().key())
                .addKeyValue("detail", changed.ruling().detail())
                .log(fails ? "service fails" : "service passes");
    }

    /** All that holds, whether it changed or not; and what else is done from time to time. */
    void tellAll() {
        bus.announce(JudgementApi.RULINGS, new Rulings(self.id(), true, false, court.rulings(clock.nanos())));
        chronicle.tell();
        court.ghosts(ghostsAfter.toNanos(), clock.nanos()).stream()
                .filter(ghost -> removing.size() < MOST_REMOVED_AT_ONCE && removing.add(ghost.key()))
                .forEach(this::remove);
    }

    private void remove(Subject ghost) {
        bus.ask(DiscoveryApi.REMOVE, new Remove(ghost.key()), PATIENCE)
                .onSuccess(done -> {
                    chronicle.removed(ghost, clock.millis());
                    LOG.atInfo()
                            .addKeyValue("service", ghost.service())
                            .addKeyValue("id", ghost.key())
                            .log("a registration ended: it failed for too long");
                })
                .onFailure(cause -> LOG.atDebug()
                        .addKeyValue("id", ghost.key())
                        .addKeyValue("cause", cause.getMessage())
                        .log("a registration that failed for too long could not be removed yet"))
                .onComplete(done -> removing.remove(ghost.key()));
    }

    /** The last word. */
    void leave() {
        bus.announce(JudgementApi.RULINGS, new Rulings(self.id(), false, true, List.of()));
        chronicle.tell();
    }
}
