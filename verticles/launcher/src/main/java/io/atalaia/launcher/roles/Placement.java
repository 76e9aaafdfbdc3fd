/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher.roles;

import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Deploy;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.launcher.Role;
import io.atalaia.launcher.roles.engine.Bearers;
import io.atalaia.launcher.roles.engine.Missing;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.lease.Lease;
import io.atalaia.platform.lease.Leases;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.roles.Hubs;
import io.atalaia.platform.roles.RoleStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back roles whose last instance went with its node. Every node watches, so that whoever takes over knows what ran; the
 * one that holds the lease acts. Runs on the context that opened it.
 */
final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 1_000;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** A node that could not start a role is not asked again so soon. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Vertx vertx;
    private final Bus bus;
    private final Registry registry;
    private final RoleStore store;
    private final Leases leases;
    private final Hubs hubs;
    private final Clock clock;
    private final Missing missing = new Missing(
            Arrays.stream(Role.values())
                    .filter(Carrying::movable)
                    .map(Role::word)
                    .toList(),
            GRACE_NANOS);
    private final Map<String, Long> refusedAt = new HashMap<>();
    private final Set<String> homeless = new HashSet<>();
    private Future<?> looking = Future.succeededFuture();
    private Lease lease;
    private long timer = -1;

    Placement(Vertx vertx, Bus bus, Registry registry, RoleStore store, Leases leases, Hubs hubs, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.registry = registry;
        this.store = store;
        this.leases = leases;
        this.hubs = hubs;
        this.clock = clock;
    }

    void open() {
        lease = leases.contend("placement", LEASE);
        timer = vertx.setPeriodic(LOOK_MILLIS, tick -> lookUnlessBusy());
    }

    Future<?> close() {
        vertx.cancelTimer(timer);
        return lease == null ? Future.succeededFuture() : lease.release();
    }

    private void lookUnlessBusy() {
        if (looking.isComplete()) {
            looking = registry.instances()
                    .onFailure(cause -> missing.couldNotLook())
                    .compose(instances -> placeAll(missing.look(services(instances), clock.nanos())))
                    .onFailure(cause ->
                            LOG.atDebug().addKeyValue("cause", cause.toString()).log("nothing could be placed"));
        }
    }

    private static Set<String> services(List<Instance> instances) {
        return instances.stream().map(Instance::service).collect(Collectors.toSet());
    }

    private Future<Void> placeAll(List<String> roles) {
        homeless.retainAll(roles);
        Future<Void> all = Future.succeededFuture();
        for (String role : roles) {
            all = all.compose(before -> place(role));
        }
        return all;
    }

    private Future<Void> place(String role) {
        return lease.fence().isEmpty()
                ? Future.succeededFuture()
                : hubs.living().compose(living -> placeOn(role, free(role, living)));
    }

    private List<NodeState> free(String role, List<NodeState> living) {
        refusedAt.values().removeIf(at -> clock.nanos() - at > AGAIN_NANOS);
        return Bearers.among(living).stream()
                .filter(node -> !refusedAt.containsKey(role + "@" + node.id()))
                .toList();
    }

    private Future<Void> placeOn(String role, List<NodeState> bearers) {
        var fence = lease.fence();
        if (fence.isEmpty()) {
            return Future.succeededFuture();
        }
        if (bearers.isEmpty()) {
            noteHomeless(role);
            return Future.succeededFuture();
        }
        var bearer = bearers.get(0);
        return store.placed(role, bearer.id(), fence.getAsLong(), clock.millis())
                .compose(first -> first ? order(role, bearer, fence.getAsLong()) : Future.succeededFuture());
    }

    private void noteHomeless(String role) {
        if (homeless.add(role)) {
            LOG.atWarn().addKeyValue("role", role).log("a role runs nowhere, and no node can take it now");
        }
    }

    private Future<Void> order(String role, NodeState bearer, long fence) {
        return bus.ask(NodeApi.DEPLOY.at(bearer.id()), new Deploy(role, 1, false, fence), PATIENCE)
                .onSuccess(done -> LOG.atInfo()
                        .addKeyValue("role", role)
                        .addKeyValue("node", bearer.name())
                        .log("a role that ran nowhere any more was placed"))
                .onFailure(cause -> refused(role, bearer, cause))
                .transform(asked -> Future.succeededFuture());
    }

    private void refused(String role, NodeState bearer, Throwable cause) {
        refusedAt.put(role + "@" + bearer.id(), clock.nanos());
        LOG.atInfo()
                .addKeyValue("role", role)
                .addKeyValue("node", bearer.name())
                .addKeyValue("cause", cause.getMessage())
                .log("a node could not take a role; another is asked");
    }
}
