/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.agent.AgentVerticle;
import io.atalaia.agent.InHub;
import io.atalaia.contracts.node.NodeState;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.discovery.DiscoveryVerticle;
import io.atalaia.discovery.Truth;
import io.atalaia.gateway.GatewayVerticle;
import io.atalaia.gateway.GuestHome;
import io.atalaia.gateway.LimitsConfig;
import io.atalaia.gateway.Node;
import io.atalaia.health.Grounds;
import io.atalaia.health.HealthCheckVerticle;
import io.atalaia.launcher.database.DatabaseVerticle;
import io.atalaia.launcher.reload.Reload;
import io.atalaia.launcher.roles.Carrying;
import io.atalaia.launcher.roles.Deployment;
import io.atalaia.launcher.roles.KeptWish;
import io.atalaia.launcher.roles.NodeDuties;
import io.atalaia.launcher.roles.NodeRoles;
import io.atalaia.launcher.roles.RoleMaker;
import io.atalaia.launcher.start.Network;
import io.atalaia.launcher.start.Step;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.Cluster.Roll;
import io.atalaia.platform.cluster.Duties;
import io.atalaia.platform.cluster.Members;
import io.atalaia.platform.cluster.Presence;
import io.atalaia.platform.lease.YieldingLeases;
import io.atalaia.platform.mongo.AccessMongo;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoCluster;
import io.atalaia.platform.mongo.MongoLeases;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.platform.mongo.MongoRoles;
import io.atalaia.platform.mongo.MongoServices;
import io.atalaia.platform.roles.RoleStore;
import io.atalaia.storage.StorageVerticle;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What a process is made of, and the steps that put it together. */
final class Parts implements RoleMaker {
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

    private final RoleMeters roleMeters = new RoleMeters(meters);
    private final NodeRoles running;

    private String mongoUri;
    private MongoClient mongo;
    private YieldingLeases leases;
    private MongoRegistry registry;
    private ServiceStore services;
    private CatalogCopy catalog;
    private RoleStore roleStore;
    private KeptWish wish;
    private Presence presence;
    private Agreement agreement;
    private GatewayVerticle gateway;
    private volatile LimitsConfig limits;

    Parts(Network network, Configuration config, Invocation invocation, Path data) {
        this.vertx = network.vertx();
        this.members = network.members();
        this.config = config;
        this.invocation = invocation;
        this.data = data;
        nodeName = members.self().name();
        nodeId = members.self().id();
        bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
        bus.self(nodeId);
        bus.breakers().measureIn(meters);
        running = new NodeRoles(vertx, bus, this);
        mongoUri = config.storage().mongo().uri();
        limits = config.gateway().limits();
        config.log().apply();
    }

    /** What the roles stand on, in the order of its start. The registry needs the database, and the roles need the registry. */
    List<Step> foundation() {
        var steps = new ArrayList<Step>();
        if (embedded()) {
            steps.add(new Step(Role.DATABASE.word(), this::openDatabase));
        }
        steps.add(new Step("database client", this::openClient));
        steps.add(new Step("registry", this::openRegistry));
        steps.add(new Step("catalog", this::openCatalog));
        steps.add(new Step("wish", () -> wish.read().map(read -> Future::succeededFuture)));
        steps.add(new Step("cluster", this::openCluster));
        steps.add(new Step("agreement", this::openAgreement));
        return steps;
    }

    /** The roles that operators want here, in the order of their start. Whatever runs at the end is stopped by the last step. */
    List<Step> roles() {
        var steps = new ArrayList<Step>();
        for (Role role : Role.values()) {
            int instances = wish.now().roles().getOrDefault(role.word(), 0);
            boolean laidDown = wish.now().draining() && Carrying.movable(role);
            if (role != Role.DATABASE && instances > 0 && !laidDown) {
                steps.add(new Step(
                        role.word(), () -> running.bring(role, instances).map(up -> () -> running.stop(role))));
            }
        }
        steps.add(new Step("deployment", this::openDeployment, Deployment.MOST_TO_STOP));
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

    private boolean embedded() {
        return config.rolesInOrder().contains(Role.DATABASE);
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
        roleStore = new MongoRoles(mongo);
        wish = new KeptWish(
                roleStore,
                nodeName,
                config.rolesInOrder().stream().map(Role::word).toList());
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
        return new NodeDuties(running, wish, embedded());
    }

    /** On every hub, whether it checks or not: what holds is read here by DNS and by the gateway. */
    private Future<Step.Closer> openAgreement() {
        agreement = new Agreement(vertx, bus, clock, catalog::agreed);
        catalog.histories(agreement::changes);
        return agreement.open().map(opened -> agreement::close);
    }

    private Future<Step.Closer> openDeployment() {
        var around = new Deployment.Surroundings(vertx, bus, registry, roleStore, leases, this::living, clock, nodeId);
        var deployment = new Deployment(around, running, wish);
        return deployment.open().map(open -> deployment::close);
    }

    private Future<List<NodeState>> living() {
        return presence.cluster().everyone().map(Roll::nodes);
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
                        new Grounds(registry, services, catalog, agreement),
                        clock,
                        roleMeters.of(role),
                        nodeId,
                        nodeName);
            case GATEWAY -> gateway();
            case AGENT ->
                new AgentVerticle(
                        config.agent(),
                        data,
                        new InHub(bus, registry, nodeId),
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
                registry,
                leases,
                mongo,
                databaseFolder(),
                clock,
                roleMeters.of(Role.STORAGE, seat),
                seat == 1 ? nodeId : nodeId + "-" + seat);
    }

    private DiscoveryVerticle discovery() {
        var truth = new Truth(registry, services, catalog, leases);
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
        return embedded() ? data.resolve("database") : null;
    }

    private GatewayVerticle gateway() {
        var node = new Node(nodeId, nodeName, Version.current(), insecure());
        var guests = new GuestHome(
                data.resolve("guests"), config.storage().retention().raw());
        gateway = new GatewayVerticle(
                config.gateway().with(limits),
                bus,
                registry,
                catalog,
                presence.cluster(),
                clock,
                meters,
                node,
                guests,
                AccessMongo.on(mongo));
        return gateway;
    }

    private Future<Step.Closer> deploy(Deployable verticle) {
        return vertx.deployVerticle(verticle).map(id -> () -> vertx.undeploy(id));
    }

    Hub.Running describe() {
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(running.running().keySet());
        if (embedded()) {
            roles.add(Role.DATABASE);
        }
        String scheme = config.gateway().tls().isOn() ? "https://" : "http://";
        String address =
                gateway == null ? null : scheme + shown(config.gateway().host()) + ":" + gateway.port() + "/";
        return new Hub.Running(
                nodeName,
                invocation.cluster(),
                roles,
                data.toString(),
                embedded() ? "embedded, " + mongoUri + " (any user of this machine can reach it)" : "external MongoDB",
                address,
                gateway == null ? null : gateway.setupSecret().orElse(null),
                insecure());
    }

    private boolean insecure() {
        return invocation.insecure() && !config.gateway().tls().isOn();
    }

    /** A host that listens everywhere is reached by its name. */
    private String shown(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? nodeName : host;
    }
}
