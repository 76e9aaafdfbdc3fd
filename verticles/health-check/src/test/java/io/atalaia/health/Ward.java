/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.health;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.Changed;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.catalog.Agreement;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.platform.mongo.MongoServices;
import io.atalaia.tests.support.EmbeddedMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One hub process, as far as health checks need it. */
final class Ward {
    static final HealthConfig FAST = new HealthConfig(
            Duration.ofMillis(500), Duration.ofMillis(250), 3, 2, Duration.ofMinutes(1), List.of(), List.of());

    final Vertx vertx;
    final Bus bus;
    final String id;
    final MongoRegistry registry;
    final MongoServices services;
    final CatalogCopy catalog;
    final Agreement agreement;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    String deployed;

    Ward(Vertx vertx, EmbeddedMongo mongo, String id) {
        this.vertx = vertx;
        this.id = id;
        bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
        var client = MongoClients.open(vertx, mongo.uri(), "atalaia");
        registry = new MongoRegistry(vertx, client, Clock.system(), id, "host-of-" + id);
        services = new MongoServices(client);
        catalog = new CatalogCopy(vertx, bus, services, Clock.system(), Duration.ofMillis(200));
        agreement = new Agreement(vertx, bus, Clock.system(), catalog::agreed);
        catalog.open().await();
        agreement.open().await();
    }

    void deploy(HealthConfig config) {
        var grounds = new Grounds(registry, services, catalog, agreement);
        deployed = vertx.deployVerticle(
                        new HealthCheckVerticle(config, bus, grounds, Clock.system(), meters, id, "host-of-" + id))
                .await();
    }

    static Check check(Check.Kind kind, String target) {
        return new Check(kind, target, 500, 250);
    }

    void register(String id, String name, ServiceKind kind, String address, int port, Check... checks) {
        var changed = services.put(new Registration(
                        id,
                        name,
                        kind,
                        address,
                        port,
                        List.of(),
                        1,
                        Map.of(),
                        0,
                        List.of(checks),
                        null,
                        this.id,
                        "host-of-" + this.id,
                        System.currentTimeMillis()))
                .await();
        bus.announce(DiscoveryApi.CHANGED, new Changed(changed.index()));
    }

    Optional<Standing> standing(String id) {
        return catalog.now().services().values().stream()
                .flatMap(Collection::stream)
                .filter(one -> one.registration().id().equals(id))
                .findFirst();
    }

    boolean sees(String id, Health health) {
        return standing(id).filter(one -> one.health() == health).isPresent();
    }
}
