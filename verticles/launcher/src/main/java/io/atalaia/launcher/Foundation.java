/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.launcher;

import io.atalaia.contracts.node.NodeState;
import io.atalaia.launcher.database.DatabaseVerticle;
import io.atalaia.launcher.roles.Deployment;
import io.atalaia.launcher.roles.KeptWish;
import io.atalaia.launcher.roles.NodeDuties;
import io.atalaia.launcher.roles.NodeRoles;
import io.atalaia.launcher.start.Network;
import io.atalaia.launcher.start.Step;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.cluster.Cluster;
import io.atalaia.platform.cluster.Cluster.Roll;
import io.atalaia.platform.cluster.Members;
import io.atalaia.platform.cluster.Presence;
import io.atalaia.platform.lease.YieldingLeases;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoCluster;
import io.atalaia.platform.mongo.MongoLeases;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.platform.mongo.MongoRoles;
import io.atalaia.platform.mongo.MongoServices;
import io.atalaia.platform.roles.RoleStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the roles of a process stand on, and the steps that put it together. */
final class Foundation {
    private final Vertx vertx;
    private final Members members;
    private final Configuration config;
    private final Path data;
    private final Bus bus;
    private final Clock clock;
    private final MeterRegistry meters;
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

    /** @param running the roles that stand on it */
    Foundation(
            Network network,
            Configuration config,
            Path data,
            Bus bus,
            Clock clock,
            MeterRegistry meters,
            NodeRoles running) {
        vertx = network.vertx();
        members = network.members();
        this.config = config;
        this.data = data;
        this.bus = bus;
        this.clock = clock;
        this.meters = meters;
        this.running = running;
        mongoUri = config.storage().mongo().uri();
    }

    /** In the order of its start: the registry needs the database, and the roles need the registry. */
    List<Step> steps() {
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

    /** Brings and takes roles as operators wish; after the roles that are wanted at the start. */
    Future<Step.Closer> openDeployment() {
        var around = new Deployment.Surroundings(
                vertx,
                bus,
                registry,
                roleStore,
                leases,
                this::living,
                clock,
                members.self().id());
        var deployment = new Deployment(around, running, wish);
        return deployment.open().map(open -> deployment::close);
    }

    private Future<List<NodeState>> living() {
        return presence.cluster().everyone().map(Roll::nodes);
    }

    boolean embedded() {
        return config.rolesInOrder().contains(Role.DATABASE);
    }

    private Future<Step.Closer> openDatabase() {
        var database = new DatabaseVerticle(config.database(), data);
        return vertx.deployVerticle(database).map(id -> {
            mongoUri = database.uri();
            return () -> vertx.undeploy(id);
        });
    }

    private Future<Step.Closer> openClient() {
        mongo = MongoClients.open(vertx, mongoUri, config.storage().mongo().database());
        return Future.succeededFuture(mongo::close);
    }

    private Future<Step.Closer> openRegistry() {
        var self = members.self();
        leases = new YieldingLeases(new MongoLeases(vertx, mongo, clock, self.id()));
        registry = new MongoRegistry(vertx, mongo, clock, self.id(), self.name());
        roleStore = new MongoRoles(mongo);
        wish = new KeptWish(
                roleStore,
                self.name(),
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
        var duties = new NodeDuties(running, wish, embedded());
        return presence.open(registry, catalog, leases, duties, Version.current(), meters)
                .map(opened -> presence::close);
    }

    /** On every hub, whether it checks or not: what holds is read here by DNS and by the gateway. */
    private Future<Step.Closer> openAgreement() {
        agreement = new Agreement(vertx, bus, clock, catalog::agreed);
        catalog.histories(agreement::changes);
        return agreement.open().map(opened -> agreement::close);
    }

    String mongoUri() {
        return mongoUri;
    }

    MongoClient mongo() {
        return mongo;
    }

    YieldingLeases leases() {
        return leases;
    }

    MongoRegistry registry() {
        return registry;
    }

    ServiceStore services() {
        return services;
    }

    CatalogCopy catalog() {
        return catalog;
    }

    KeptWish wish() {
        return wish;
    }

    Cluster cluster() {
        return presence.cluster();
    }

    Agreement agreement() {
        return agreement;
    }
}
