/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.discovery.DiscoveryApi;
import io.atalaia.contracts.discovery.DiscoveryApi.AskInstances;
import io.atalaia.contracts.discovery.DiscoveryApi.Instance;
import io.atalaia.contracts.discovery.DiscoveryApi.Instances;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.discovery.dns.DnsConfig;
import io.atalaia.discovery.text.TextConfig;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.mongo.MongoClients;
import io.atalaia.platform.mongo.MongoRegistry;
import io.atalaia.platform.registry.Registry.Offer;
import io.atalaia.tests.support.EmbeddedMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryVerticleTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    private final MongoRegistry registry = new MongoRegistry(
            vertx, MongoClients.open(vertx, mongo.uri(), "atalaia"), Clock.system(), "a", "host-of-a");
    private final MemoryRegistry services = new MemoryRegistry();
    private Doors doors;
    private String verticle;

    @BeforeEach
    void open() {
        var config = config("127.0.0.1", 0, 0);
        doors = doors(config);
        verticle = vertx.deployVerticle(verticle(config, doors)).await();
    }

    private static DiscoveryConfig config(String host, int dnsPort, int textPort) {
        return new DiscoveryConfig(
                Duration.ofMillis(100),
                new DnsConfig(host, dnsPort, "atalaia", 1, 10, Duration.ofSeconds(10), 0),
                new TextConfig(host, textPort, "", 0));
    }

    private Doors doors(DiscoveryConfig config) {
        return Doors.of(config, services, services, Clock.system(), new SimpleMeterRegistry());
    }

    private DiscoveryVerticle verticle(DiscoveryConfig config, Doors through) {
        return new DiscoveryVerticle(config, bus, registry, Clock.system(), new SimpleMeterRegistry(), "a", through);
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
        services.with("web-1", "web", "10.0.0.1", 80);
        var client = vertx.createDnsClient(doors.dnsPort(), "127.0.0.1");
        assertThat(client.resolveA("web.service.atalaia").await()).containsExactly("10.0.0.1");
        vertx.undeploy(verticle).await();
        int port = doors.dnsPort();
        assertThatCode(() -> new DatagramSocket(port).close()).doesNotThrowAnyException();
        assertThatCode(() -> new ServerSocket(port).close()).doesNotThrowAnyException();
    }

    @Test
    void aPortThatIsTakenStopsTheStartAndIsNamed() {
        var dnsTaken = config("127.0.0.1", doors.dnsPort(), 0);
        assertThatThrownBy(() -> start(dnsTaken))
                .hasMessageContaining("is in use; choose another with --set discovery.dns.port");
        var textTaken = config("127.0.0.1", 0, doors.textPort());
        assertThatThrownBy(() -> start(textTaken))
                .hasMessageContaining("is in use; choose another with --set discovery.text.port");
    }

    private void start(DiscoveryConfig config) {
        assertThat(vertx.deployVerticle(verticle(config, doors(config))).await())
                .isNull();
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
