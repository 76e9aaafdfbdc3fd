/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.AskInstances;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.AskVerdicts;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.health.HealthApi.Verdict;
import io.atalaia.contracts.health.HealthApi.Verdicts;
import io.atalaia.health.engine.Outcome;
import io.atalaia.health.engine.Trial;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds of checks: who is there, are they able, what has changed. For one event loop. */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Bus bus;
    private final Clock clock;
    private final Checks checks;
    private final Duration patience;
    private final int fall;
    private final int rise;
    private final Map<Instance, Trial> trials = new LinkedHashMap<>();
    /** True until discovery has answered for the first time, too. */
    private boolean stale = true;

    private boolean discoveryIsSilent;

    public Rounds(Bus bus, Clock clock, Checks checks, Duration patience, int fall, int rise) {
        this.bus = bus;
        this.clock = clock;
        this.checks = checks;
        this.patience = patience;
        this.fall = fall;
        this.rise = rise;
    }

    /** Checks every instance that discovery knows, all at once; when discovery does not answer, those it last knew. Fails never. */
    public Future<Void> round() {
        return bus.ask(DiscoveryApi.INSTANCES, new AskInstances(""), patience)
                .<Void>map(this::learned)
                .otherwise(this::silent)
                .compose(known -> Future.all(
                        List.copyOf(trials.keySet()).stream().map(this::check).toList()))
                .mapEmpty();
    }

    public Future<Verdicts> verdicts(AskVerdicts question) {
        return Future.succeededFuture(
                new Verdicts(trials.values().stream().map(Trial::verdict).toList(), stale));
    }

    public Future<Pong> pong(Ping ping) {
        return Future.succeededFuture(
                discoveryIsSilent
                        ? new Pong(false, "discovery does not answer; the last known services are checked")
                        : Pong.ABLE);
    }

    public long failing() {
        return trials.values().stream()
                .filter(trial -> trial.verdict().health() == Health.FAILING)
                .count();
    }

    private Void learned(Instances found) {
        stale = found.stale();
        trials.keySet().retainAll(found.instances());
        found.instances().forEach(instance -> trials.computeIfAbsent(instance, Trial::of));
        if (discoveryIsSilent) {
            discoveryIsSilent = false;
            LOG.atInfo().log("discovery answers again");
        }
        return null;
    }

    private Void silent(Throwable cause) {
        stale = true;
        if (!discoveryIsSilent) {
            discoveryIsSilent = true;
            LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("discovery does not answer; the last known services are checked");
        }
        return null;
    }

    private Future<Void> check(Instance instance) {
        return checks.check(instance, patience).map(outcome -> judged(instance, outcome));
    }

    private Void judged(Instance instance, Outcome outcome) {
        var before = trials.get(instance);
        if (before != null) {
            var after = before.after(outcome, clock.millis(), fall, rise);
            trials.put(instance, after);
            if (after.verdict().health() != before.verdict().health()) {
                announce(after.verdict(), before.verdict().health());
            }
        }
        return null;
    }

    /** That a service passes is news only after it failed: a start would be a wall of good news otherwise. */
    private void announce(Verdict verdict, Health before) {
        bus.announce(HealthApi.VERDICT, verdict);
        var log = verdict.health() == Health.FAILING
                ? LOG.atWarn()
                : before == Health.FAILING ? LOG.atInfo() : LOG.atDebug();
        log.addKeyValue("service", verdict.instance().service())
                .addKeyValue("node", verdict.instance().node())
                .addKeyValue("detail", verdict.detail())
                .log(verdict.health() == Health.FAILING ? "service fails" : "service passes");
    }
}
