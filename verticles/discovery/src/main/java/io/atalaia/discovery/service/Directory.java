/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery.service;

import io.atalaia.contracts.discovery.DiscoveryApi.AskInstances;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.registry.Registry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of instances as it was last read. While the registry cannot be read the last list stays, marked stale; so it is while
 * this node must doubt what it knows.
 */
public final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    private final Registry registry;
    private final Clock clock;
    private final BooleanSupplier doubted;
    private final Counter failures;
    private List<Instance> known = List.of();
    private long readAt;
    /** True until the first reading, too. */
    private boolean stale = true;

    private boolean warned;

    public Directory(Registry registry, BooleanSupplier doubted, Clock clock, MeterRegistry meters) {
        this.doubted = doubted;
        this.registry = registry;
        this.clock = clock;
        readAt = clock.nanos();
        failures = Counter.builder("atalaia_discovery_read_failures")
                .description("Readings of the registry that failed")
                .register(meters);
    }

    /** Reads the registry anew; fails never. */
    public Future<Void> read() {
        return registry.instances().<Void>map(this::learned).otherwise(this::failed);
    }

    public Future<Instances> instances(AskInstances question) {
        String service = question.service() == null ? "" : question.service();
        var asked = known.stream()
                .filter(instance -> service.isEmpty() || instance.service().equals(service))
                .toList();
        return Future.succeededFuture(new Instances(asked, stale || doubted.getAsBoolean()));
    }

    public Future<Pong> pong(Ping ping) {
        return Future.succeededFuture(
                warned
                        ? new Pong(false, "the registrations have not been read for " + secondsSinceRead() + " s")
                        : Pong.ABLE);
    }

    private Void learned(List<Instance> instances) {
        known = List.copyOf(instances);
        readAt = clock.nanos();
        stale = false;
        if (warned) {
            warned = false;
            LOG.atInfo().log("registrations can be read again");
        }
        return null;
    }

    private Void failed(Throwable cause) {
        failures.increment();
        stale = true;
        if (!warned) {
            warned = true;
            LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("registrations cannot be read; the last known services stay listed, marked stale");
        }
        return null;
    }

    private long secondsSinceRead() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.nanos() - readAt);
    }
}
