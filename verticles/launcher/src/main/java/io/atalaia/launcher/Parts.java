/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.agent.AgentVerticle;
import io.atalaia.agent.InHub;
import io.atalaia.contracts.node.NodeState.RoleState;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.discovery.DiscoveryVerticle;
import io.atalaia.discovery.Truth;
import io.atalaia.gateway.GatewayVerticle;
import io.atalaia.gateway.GuestHome;
import io.atalaia.gateway.Node;
import io.atalaia.health.Grounds;
import io.atalaia.health.HealthCheckVerticle;
import io.atalaia.launcher.database.DatabaseVerticle;
import io.atalaia.launcher.start.Network;
import io.atalaia.launcher.start.Step;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.Duties;
import io.atalaia.platform.cluster.Members;
import io.atalaia.platform.cluster.Presence;
import io.atalaia.platform.lease.YieldingLeases;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoCluster;
import io.atalaia.platform.mongo.MongoLeases;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.platform.mongo.MongoServices;
import io.atalaia.storage.StorageVerticle;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a process is made of, and the steps that put it together. */
final class Parts {
    private final Vertx vertx;
    private final Members members;
    private final Configuration config;
    private final Invocation invocation;
    private final String nodeName;
    private final String nodeId;
    private final Path data;
    private final Bus bus;
    private final Clock clock = Clock.system();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private String mongoUri;
    private MongoClient mongo;
    private YieldingLeases leases;
    private MongoRegistry registry;
    private ServiceStore services;
    private CatalogCopy catalog;
    private Presence presence;
    private Agreement agreement;
    private GatewayVerticle gateway;

    Parts(Network network, Configuration config, Invocation invocation, Path data) {
        this.vertx = network.vertx();
        this.members = network.members();
        this.config = config;
        this.invocation = invocation;
        this.data = data;
        nodeName = members.self().name();
        nodeId = members.self().id();
        bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
        bus.breakers().measureIn(meters);
        mongoUri = config.storage().mongo().uri();
    }

    /** In the order of their start. The registry stands between the database, which it needs, and the roles, which need it. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        var roles = new ArrayList<>(config.rolesInOrder());
        if (roles.remove(Role.DATABASE)) {
            steps.add(new Step(Role.DATABASE.word(), this::openDatabase));
        }
        steps.add(new Step("database client", this::openClient));
        steps.add(new Step("registry", this::openRegistry));
        steps.add(new Step("catalog", this::openCatalog));
        steps.add(new Step("cluster", this::openCluster));
        steps.add(new Step("agreement", this::openAgreement));
        roles.forEach(role -> steps.add(new Step(role.word(), () -> deploy(verticle(role)))));
        return steps;
    }

    private Future<Step.Closer> openDatabase() {
        var database = new DatabaseVerticle(config.database(), data);
        return deploy(database).map(closer -> {
            mongoUri = database.uri();
            return closer;
        });
    }

    private Future<Step.Closer> openClient() {
        mongo = MongoClients.open(vertx, mongoUri, config.storage().mongo().database());
        return Future.succeededFuture(mongo::close);
    }

    private Future<Step.Closer> openRegistry() {
        leases = new YieldingLeases(new MongoLeases(vertx, mongo, clock, nodeId));
        registry = new MongoRegistry(vertx, mongo, clock, nodeId, nodeName);
        return Future.succeededFuture(registry::close);
    }

    private Future<Step.Closer> openCatalog() {
        services = new MongoServices(mongo);
        catalog =
                new CatalogCopy(vertx, bus, services, clock, config.discovery().every());
        return catalog.open().map(opened -> catalog::close);
    }

    private Future<Step.Closer> openCluster() {
        presence = new Presence(
                vertx,
                bus,
                members,
                new MongoCluster(mongo),
                clock,
                config.cluster().expected());
        return presence.open(registry, catalog, leases, duties(), Version.current(), meters)
                .map(opened -> presence::close);
    }

    private Duties duties() {
        var roles = config.rolesInOrder().stream()
                .map(role -> new RoleState(role.word(), 1, role == Role.DATABASE))
                .toList();
        return Duties.lasting(roles);
    }

    /** On every hub, whether it checks or not: what holds is read here by DNS and by the gateway. */
    private Future<Step.Closer> openAgreement() {
        agreement = new Agreement(vertx, bus, clock, catalog::agreed);
        catalog.histories(agreement::changes);
        return agreement.open().map(opened -> agreement::close);
    }

    private Supplier<Deployable> verticle(Role role) {
        return () -> switch (role) {
            case STORAGE ->
                new StorageVerticle(
                        config.storage(), bus, registry, leases, mongo, databaseFolder(), clock, meters, nodeId);
            case DISCOVERY -> discovery();
            case HEALTH_CHECK ->
                new HealthCheckVerticle(
                        config.health(),
                        bus,
                        new Grounds(registry, services, catalog, agreement),
                        clock,
                        meters,
                        nodeId,
                        nodeName);
            case GATEWAY -> gateway();
            case AGENT ->
                new AgentVerticle(
                        config.agent(),
                        data,
                        new InHub(bus, registry, nodeId),
                        clock,
                        meters,
                        nodeId,
                        Version.current());
            case DATABASE -> throw new IllegalStateException("the database is opened before everything else");
        };
    }

    private DiscoveryVerticle discovery() {
        var truth = new Truth(registry, services, catalog, leases);
        return new DiscoveryVerticle(
                config.discovery(), bus, truth, config.health().networks(), clock, meters, nodeId, nodeName);
    }

    /** Null when the database is elsewhere: then it is asked how full its disk is. */
    private Path databaseFolder() {
        return config.rolesInOrder().contains(Role.DATABASE) ? data.resolve("database") : null;
    }

    private GatewayVerticle gateway() {
        var node = new Node(nodeId, nodeName, Version.current(), invocation.insecure());
        var guests = new GuestHome(
                data.resolve("guests"), config.storage().retention().raw());
        gateway = new GatewayVerticle(
                config.gateway(), bus, registry, catalog, presence.cluster(), clock, meters, node, guests);
        return gateway;
    }

    private Future<Step.Closer> deploy(Supplier<Deployable> verticle) {
        return deploy(verticle.get());
    }

    private Future<Step.Closer> deploy(Deployable verticle) {
        return vertx.deployVerticle(verticle).map(id -> () -> vertx.undeploy(id));
    }

    Hub.Running describe() {
        boolean embedded = config.rolesInOrder().contains(Role.DATABASE);
        String address =
                gateway == null ? null : "http://" + shown(config.gateway().host()) + ":" + gateway.port() + "/";
        return new Hub.Running(
                nodeName,
                invocation.cluster(),
                config.rolesInOrder(),
                data.toString(),
                embedded ? "embedded, " + mongoUri + " (any user of this machine can reach it)" : "external MongoDB",
                address,
                invocation.insecure());
    }

    /** A host that listens everywhere is reached by its name. */
    private String shown(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? nodeName : host;
    }
}
