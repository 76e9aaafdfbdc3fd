/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health.service;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.AskInstances;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which roles run where, as discovery last told. For one event loop. */
public final class RoleInstances {
    private static final Logger LOG = LoggerFactory.getLogger(RoleInstances.class);

    private final Bus bus;
    private final Duration patience;
    private List<Instance> known = List.of();
    /** True until discovery has answered for the first time, too. */
    private boolean stale = true;

    private boolean silent;

    public RoleInstances(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
    }

    /** Fails never: when discovery does not answer, what it last told stays. */
    public Future<Void> read() {
        return bus.ask(DiscoveryApi.INSTANCES, new AskInstances(""), patience)
                .<Void>map(this::learned)
                .otherwise(this::notAnswered);
    }

    public List<Instance> known() {
        return known;
    }

    public boolean isStale() {
        return stale;
    }

    /** Whether discovery was asked in vain. */
    public boolean isSilent() {
        return silent;
    }

    /** Ids and names of the nodes that are certain to live; none when nothing is certain. */
    public Set<String> nodes() {
        Set<String> nodes = new HashSet<>();
        if (!stale) {
            known.forEach(instance -> {
                nodes.add(instance.node());
                nodes.add(instance.host());
            });
        }
        return nodes;
    }

    private Void learned(Instances found) {
        known = found.instances();
        stale = found.stale();
        if (silent) {
            silent = false;
            LOG.atInfo().log("discovery answers again");
        }
        return null;
    }

    private Void notAnswered(Throwable cause) {
        stale = true;
        if (!silent) {
            silent = true;
            LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("discovery does not answer; the last known services are checked");
        }
        return null;
    }
}
