/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.Check;
import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.AskInstances;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.discovery.DiscoveryApi.Maintain;
import io.atalaia.contracts.discovery.DiscoveryApi.Register;
import io.atalaia.contracts.discovery.DiscoveryApi.Registered;
import io.atalaia.contracts.discovery.DiscoveryApi.Remove;
import io.atalaia.contracts.discovery.DiscoveryApi.Renew;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.discovery.dns.DnsConfig;
import io.atalaia.discovery.text.TextConfig;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.catalog.CatalogCopy;
import io.atalaia.platform.catalog.ServiceStore;
import io.atalaia.platform.catalog.Standing;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.engine.Networks;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoLeases;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.platform.mongo.MongoServices;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.tests.support.EmbeddedMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private final MongoClient client = MongoClients.open(vertx, mongo.uri(), "atalaia");
    private final MongoRegistry registry = new MongoRegistry(vertx, client, Clock.system(), "a", "host-of-a");
    private final ServiceStore services = new MongoServices(client);
    private final CatalogCopy catalog = new CatalogCopy(vertx, bus, services, Clock.system(), Duration.ofMinutes(10));
    private final Truth truth =
            new Truth(registry, services, catalog, new MongoLeases(vertx, client, Clock.system(), "a"));
    private DiscoveryVerticle discovery;
    private String verticle;

    @BeforeEach
    void open() {
        catalog.open().await();
        discovery = verticle(config("127.0.0.1", 0, 0));
        verticle = vertx.deployVerticle(discovery).await();
    }

    private static DiscoveryConfig config(String host, int dnsPort, int textPort) {
        return new DiscoveryConfig(
                Duration.ofMillis(100),
                new DnsConfig(host, dnsPort, "atalaia", 1, 10, Duration.ofSeconds(10), 0),
                new TextConfig(host, textPort, "", 0));
    }

    private DiscoveryVerticle verticle(DiscoveryConfig config) {
        var checkable = Networks.of(List.of(), List.of("169.254.169.254"));
        return new DiscoveryVerticle(
                config, bus, truth, checkable, Clock.system(), new SimpleMeterRegistry(), "a", "host-of-a");
    }

    @AfterEach
    void close() {
        vertx.close().await();
        mongo.close();
    }

    @Test
    void itFindsWhatIsPublishedAndItself() {
        registry.publish(new Offer("storage", "test.storage")).await();
        awaitServices("discovery", "storage");
        assertThat(ask("storage").instances()).extracting(Instance::address).containsExactly("test.storage");
        assertThat(ask("").stale()).isFalse();
    }

    @Test
    void whatIsWithdrawnVanishes() {
        var storage = registry.publish(new Offer("storage", "test.storage")).await();
        awaitServices("discovery", "storage");
        storage.withdraw().await();
        awaitServices("discovery");
    }

    @Test
    void withoutTheDatabaseTheLastListStaysMarkedStaleAndThePingSaysSo() {
        awaitServices("discovery");
        mongo.close();
        await().atMost(LIMIT).until(() -> ask("").stale());
        assertThat(ask("").instances()).extracting(Instance::service).containsExactly("discovery");
        var pong = bus.ask(HealthApi.ping("discovery", "a"), new Ping(), LIMIT).await();
        assertThat(pong.able()).isFalse();
        assertThat(pong.detail()).contains("have not been read for");
    }

    @Test
    void itWithdrawsWhenItStops() {
        awaitServices("discovery");
        vertx.undeploy(verticle).await();
        assertThat(registry.instances().await()).isEmpty();
    }

    @Test
    void itAnswersDnsAsLongAsItRuns() {
        register(web("web-1", 0)).await();
        var resolver = vertx.createDnsClient(discovery.dnsPort(), "127.0.0.1");
        await().atMost(LIMIT).until(() -> !catalog.now().instances("web").isEmpty());
        assertThat(resolver.resolveA("web.service.atalaia").await()).containsExactly("10.0.0.1");
        int port = discovery.dnsPort();
        vertx.undeploy(verticle).await();
        // Of the kernel's ports: some other connection of this machine may have it for a moment.
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThatCode(() -> new DatagramSocket(port).close()).doesNotThrowAnyException();
            assertThatCode(() -> new ServerSocket(port).close()).doesNotThrowAnyException();
        });
    }

    @Test
    void aPortThatIsTakenStopsTheStartAndIsNamed() {
        var dnsTaken = config("127.0.0.1", discovery.dnsPort(), 0);
        assertThatThrownBy(() -> start(dnsTaken))
                .hasMessageContaining("is in use; choose another with --set discovery.dns.port");
        var textTaken = config("127.0.0.1", 0, discovery.textPort());
        assertThatThrownBy(() -> start(textTaken))
                .hasMessageContaining("is in use; choose another with --set discovery.text.port");
    }

    private void start(DiscoveryConfig config) {
        assertThat(vertx.deployVerticle(verticle(config)).await()).isNull();
    }

    @Test
    void othersMayReachItOnlyWhenTheOperatorSaysSo() {
        var open = config("0.0.0.0", 8600, 8601);
        assertThatThrownBy(() -> open.checkExposure(false)).hasMessageContaining("--insecure");
        assertThatCode(() -> open.checkExposure(true)).doesNotThrowAnyException();
        assertThatCode(() -> config("0.0.0.0", -1, -1).checkExposure(false)).doesNotThrowAnyException();
        assertThatCode(() -> config("127.0.0.1", 8600, 8601).checkExposure(false))
                .doesNotThrowAnyException();
    }

    private static Registration web(String id, long leaseMillis) {
        return new Registration(
                id, "web", ServiceKind.HTTP, "10.0.0.1", 80, null, 1, null, leaseMillis, null, null, null, null, 0);
    }

    private Future<Registered> register(Registration registration) {
        return bus.ask(DiscoveryApi.REGISTER, new Register(registration), LIMIT);
    }

    private List<String> registered() {
        return catalog.now().instances("web").stream()
                .map(one -> one.registration().id())
                .toList();
    }

    @Test
    void whatIsRegisteredIsKnownUntilItIsRemoved() {
        var registered = register(web("web-1", 0)).await();
        assertThat(registered.registration().host()).isEqualTo("host-of-a");
        assertThat(registered.registration().node()).isEqualTo("a");
        await().atMost(LIMIT).until(() -> registered().equals(List.of("web-1")));
        bus.ask(DiscoveryApi.MAINTAIN, new Maintain("web-1", "new disk"), LIMIT).await();
        await().atMost(LIMIT)
                .until(() -> catalog.now().instances("web").stream().noneMatch(Standing::isServing));
        bus.ask(DiscoveryApi.REMOVE, new Remove("web-1"), LIMIT).await();
        await().atMost(LIMIT).until(() -> registered().isEmpty());
    }

    @Test
    void whatMayNotBeCheckedIsNotRegisteredWithChecks() {
        assertThatThrownBy(() -> register(secrets(List.of(new Check(Check.Kind.HTTP, "/", 0, 0))))
                        .await())
                .hasMessageStartingWith("address may not be checked");
        assertThat(register(secrets(List.of(new Check(Check.Kind.TTL, "", 30_000, 0))))
                        .await()
                        .registration()
                        .checks())
                .hasSize(1);
    }

    private static Registration secrets(List<Check> checks) {
        return new Registration(
                "web-9", "web", ServiceKind.HTTP, "169.254.169.254", 80, null, 1, null, 0, checks, null, null, null, 0);
    }

    @Test
    void whoBreaksARuleIsToldWhich() {
        assertThatThrownBy(() -> register(web("Web", 0)).await()).hasMessageStartingWith("id must be");
        assertThatThrownBy(() -> bus.ask(DiscoveryApi.MAINTAIN, new Maintain("web-1", " "), LIMIT)
                        .await())
                .hasMessageStartingWith("reason must be");
        assertThatThrownBy(() -> bus.ask(DiscoveryApi.REMOVE, new Remove("nobody"), LIMIT)
                        .await())
                .hasMessage("there is no registration nobody");
        assertThatThrownBy(() ->
                        bus.ask(DiscoveryApi.RENEW, new Renew("nobody"), LIMIT).await())
                .hasMessage("there is no registration nobody");
    }

    @Test
    void aLeaseThatIsNotRenewedEndsAndOneThatIsStays() {
        register(web("web-1", 3_000)).await();
        register(web("web-2", 3_000)).await();
        register(web("web-3", 0)).await();
        long renewing = vertx.setPeriodic(500, tick -> bus.ask(DiscoveryApi.RENEW, new Renew("web-1"), LIMIT)
                .onFailure(Throwable::printStackTrace));
        await().atMost(LIMIT).until(() -> registered().equals(List.of("web-1", "web-3")));
        await().during(Duration.ofSeconds(4))
                .atMost(LIMIT)
                .until(() -> registered().size() == 2);
        vertx.cancelTimer(renewing);
        await().atMost(LIMIT).until(() -> registered().equals(List.of("web-3")));
    }

    @Test
    void withoutTheDatabaseNothingIsRegisteredAndTheAnswerSaysSo() {
        mongo.close();
        assertThatThrownBy(() -> register(web("web-1", 0)).await())
                .hasMessageStartingWith("the registry cannot be written now");
    }

    private void awaitServices(String... services) {
        await().atMost(LIMIT).until(() -> ask("").instances().stream()
                .map(Instance::service)
                .sorted()
                .toList()
                .equals(List.of(services)));
    }

    private Instances ask(String service) {
        return bus.ask(DiscoveryApi.INSTANCES, new AskInstances(service), LIMIT).await();
    }
}
