/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.agent.AgentVerticle;
import io.atalaia.agent.InHub;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.discovery.DiscoveryVerticle;
import io.atalaia.discovery.Truth;
import io.atalaia.gateway.GatewayVerticle;
import io.atalaia.gateway.GuestHome;
import io.atalaia.gateway.LimitsConfig;
import io.atalaia.gateway.Node;
import io.atalaia.health.Grounds;
import io.atalaia.health.HealthCheckVerticle;
import io.atalaia.launcher.reload.Reload;
import io.atalaia.launcher.roles.Carrying;
import io.atalaia.launcher.roles.Deployment;
import io.atalaia.launcher.roles.NodeRoles;
import io.atalaia.launcher.roles.RoleMaker;
import io.atalaia.launcher.start.Network;
import io.atalaia.launcher.start.Step;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.AccessMongo;
import io.atalaia.storage.StorageVerticle;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What a process is made of, and the steps that put it together. */
final class Parts implements RoleMaker {
    private final Vertx vertx;
    private final Configuration config;
    private final Invocation invocation;
    private final String nodeName;
    private final String nodeId;
    private final Path data;
    private final Bus bus;
    private final Clock clock = Clock.system();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final RoleMeters roleMeters = new RoleMeters(meters);
    private final NodeRoles running;

    private final Foundation ground;
    private GatewayVerticle gateway;
    private volatile LimitsConfig limits;

    Parts(Network network, Configuration config, Invocation invocation, Path data) {
        this.vertx = network.vertx();
        this.config = config;
        this.invocation = invocation;
        this.data = data;
        nodeName = network.members().self().name();
        nodeId = network.members().self().id();
        bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
        bus.self(nodeId);
        bus.breakers().measureIn(meters);
        running = new NodeRoles(vertx, bus, this);
        ground = new Foundation(network, config, data, bus, clock, meters, running);
        limits = config.gateway().limits();
        config.log().apply();
    }

    /** What the roles stand on, in the order of its start. */
    List<Step> foundation() {
        return ground.steps();
    }

    /** The roles that operators want here, in the order of their start. Whatever runs at the end is stopped by the last step. */
    List<Step> roles() {
        var steps = new ArrayList<Step>();
        for (Role role : Role.values()) {
            int instances = ground.wish().now().roles().getOrDefault(role.word(), 0);
            boolean laidDown = ground.wish().now().draining() && Carrying.movable(role);
            if (role != Role.DATABASE && instances > 0 && !laidDown) {
                steps.add(new Step(
                        role.word(), () -> running.bring(role, instances).map(up -> () -> running.stop(role))));
            }
        }
        steps.add(new Step("deployment", ground::openDeployment, Deployment.MOST_TO_STOP));
        if (invocation.file() != null) {
            steps.add(new Step("reload", this::openReload));
        }
        return steps;
    }

    private Future<Step.Closer> openReload() {
        var reload = new Reload<>(vertx, invocation.file(), () -> invocation.load(System.getenv()), this::change);
        return vertx.executeBlocking(() -> {
                    reload.open();
                    return reload;
                })
                .map(open -> () -> {
                    open.close();
                    return Future.succeededFuture();
                });
    }

    private void change(Configuration next) {
        next.log().apply();
        limits = next.gateway().limits();
        if (gateway != null) {
            gateway.change(limits);
        }
    }

    @Override
    public Deployable make(Role role, int seat) {
        return switch (role) {
            case STORAGE -> storage(seat);
            case DISCOVERY -> discovery();
            case HEALTH_CHECK ->
                new HealthCheckVerticle(
                        config.health(),
                        bus,
                        new Grounds(ground.registry(), ground.services(), ground.catalog(), ground.agreement()),
                        clock,
                        roleMeters.of(role),
                        nodeId,
                        nodeName);
            case GATEWAY -> gateway();
            case AGENT ->
                new AgentVerticle(
                        config.agent(),
                        data,
                        new InHub(bus, ground.registry(), nodeId),
                        clock,
                        roleMeters.of(role),
                        nodeId,
                        Version.current());
            case DATABASE -> throw new IllegalStateException("the database is opened before everything else");
        };
    }

    @Override
    public void gone(Role role) {
        roleMeters.forget(role);
    }

    /** Several of one node are asked each by itself how it is, so each has an address of its own for that. */
    private StorageVerticle storage(int seat) {
        return new StorageVerticle(
                config.storage(),
                bus,
                ground.registry(),
                ground.leases(),
                ground.mongo(),
                databaseFolder(),
                clock,
                roleMeters.of(Role.STORAGE, seat),
                seat == 1 ? nodeId : nodeId + "-" + seat);
    }

    private DiscoveryVerticle discovery() {
        var truth = new Truth(ground.registry(), ground.services(), ground.catalog(), ground.leases());
        return new DiscoveryVerticle(
                config.discovery(),
                bus,
                truth,
                config.health().networks(),
                clock,
                roleMeters.of(Role.DISCOVERY),
                nodeId,
                nodeName);
    }

    /** Null when the database is elsewhere: then it is asked how full its disk is. */
    private Path databaseFolder() {
        return ground.embedded() ? data.resolve("database") : null;
    }

    private GatewayVerticle gateway() {
        var node = new Node(nodeId, nodeName, Version.current(), insecure());
        var guests = new GuestHome(
                data.resolve("guests"), config.storage().retention().raw());
        gateway = new GatewayVerticle(
                config.gateway().with(limits),
                bus,
                ground.registry(),
                ground.catalog(),
                ground.cluster(),
                clock,
                meters,
                node,
                guests,
                AccessMongo.on(ground.mongo()));
        return gateway;
    }

    Hub.Running describe() {
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(running.running().keySet());
        if (ground.embedded()) {
            roles.add(Role.DATABASE);
        }
        var open = config.gateway();
        String address =
                gateway == null ? null : HubAddress.of(open.tls().isOn(), open.host(), gateway.port(), nodeName);
        return new Hub.Running(
                nodeName,
                invocation.cluster(),
                roles,
                data.toString(),
                ground.embedded()
                        ? "embedded, " + ground.mongoUri() + " (any user of this machine can reach it)"
                        : "external MongoDB",
                address,
                gateway == null ? null : gateway.setupSecret().orElse(null),
                insecure());
    }

    private boolean insecure() {
        return invocation.insecure() && !config.gateway().tls().isOn();
    }
}
