/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.gateway.GatewayApi;
import io.atalaia.contracts.gateway.GatewayApi.Hello;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Samples;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.gateway.GatewayConfig.Level;
import io.atalaia.gateway.GatewayConfig.Limits;
import io.atalaia.gateway.GatewayConfig.States;
import io.atalaia.gateway.access.AccessConfig;
import io.atalaia.gateway.access.AccessConfig.Anonymous;
import io.atalaia.gateway.access.oidc.OidcConfig;
import io.atalaia.gateway.forward.ForwardConfig;
import io.atalaia.platform.access.AccessStores;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.platform.registry.Registry;
import io.atalaia.platform.transport.GuardedTransport;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway on a real bus and a real port, with what a test needs to talk to it. */
public final class House implements AutoCloseable {
    private static final HttpClient CLIENT = client();

    private static HttpClient client() {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    public static final Duration PATIENCE = Duration.ofSeconds(30);
    /** On which no time passes: no machine falls silent, however long a test takes. */
    public static final Clock STANDING = new Clock(InstantSource.system(), () -> 0);

    public static final String NODE = "node-1";
    public static final String TOKEN = "0123456789abcdef";
    private static final LimitsConfig LIMITS = new LimitsConfig(
            1000, 1000, Duration.ofSeconds(10), Duration.ofSeconds(60), 10_000, 10_000, 100_000, 100_000);

    /** With the sockets that hubs have. */
    public final Vertx vertx;

    /** Vert.x closes a client to which nobody refers any more, and its connections with it. */
    public final WebSocketClient sockets;

    public final Bus bus;
    public final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final FakeRegistry registry = new FakeRegistry();
    public final MemoryCatalog catalog = new MemoryCatalog();
    public final MemoryCluster cluster = new MemoryCluster();
    /** Who may come in; without a database nobody is known, which is enough where everybody may. */
    public AccessStores stores = NoStores.all();

    /** Before it starts; time that a test turns. */
    public Clock clock = Clock.system();

    public GatewayVerticle gateway;
    private String deployment;
    private Path data;

    public House() {
        this(PATIENCE);
    }

    /** @param firstRequest how long a connection may take to bring one, the handshake of TLS included */
    public House(Duration firstRequest) {
        vertx = Vertx.builder()
                .withTransport(GuardedTransport.within(firstRequest))
                .build();
        sockets = vertx.createWebSocketClient();
        bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    }

    public static GatewayConfig config() {
        return config("127.0.0.1", 0, "");
    }

    public static GatewayConfig config(String host, int port, String webroot) {
        var limits = new Limits(new Level(85, 75), new Level(95, 85));
        var states = new States(Duration.ofSeconds(15), Duration.ofSeconds(60), limits, limits, limits);
        var ingest = new IngestConfig(
                Map.of("agents", TOKEN),
                3,
                new ByteSize(8 << 20),
                new IngestConfig.GuestLimits(5, 20, 500),
                new IngestConfig.Keeping(new ByteSize(1 << 24), Duration.ofHours(48)),
                new IngestConfig.Lines(0, 10, new ByteSize(1024)));
        var access = new AccessConfig(
                Anonymous.ADMINISTRATOR,
                Duration.ofHours(12),
                Duration.ofDays(7),
                Duration.ofDays(400),
                OidcConfig.NONE);
        return new GatewayConfig(
                host,
                port,
                GatewayConfig.Tls.NONE,
                webroot,
                Duration.ofSeconds(1),
                new ByteSize(64 * 1024),
                5,
                true,
                LIMITS,
                access,
                ingest,
                forward(),
                states);
    }

    /** As operators have it who said nothing about it: whoever comes must log in. */
    public static GatewayConfig closed() {
        return closed(OidcConfig.NONE);
    }

    /** The same with a provider. */
    public static GatewayConfig closed(OidcConfig oidc) {
        return closed(config(), oidc);
    }

    /** The same where others than this machine can come. */
    public static GatewayConfig reachable() {
        return closed(config("0.0.0.0", 0, ""), OidcConfig.NONE);
    }

    private static GatewayConfig closed(GatewayConfig open, OidcConfig oidc) {
        return new GatewayConfig(
                open.host(),
                open.port(),
                open.tls(),
                open.webroot(),
                open.patience(),
                open.maxBody(),
                open.maxPages(),
                open.accessLog(),
                open.limits(),
                new AccessConfig(Anonymous.NONE, Duration.ofHours(12), Duration.ofDays(7), Duration.ofDays(400), oidc),
                open.ingest(),
                open.forward(),
                open.states());
    }

    /** None of the port's own keys matters to other tests. */
    public static ForwardConfig forward() {
        return new ForwardConfig(
                "",
                0,
                1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                1_000,
                20,
                200,
                500,
                List.of(),
                List.of(),
                "",
                "",
                new ByteSize(1 << 20));
    }

    public static House open() {
        return open(config());
    }

    public static House open(GatewayConfig config) {
        var house = new House();
        house.start(config, NODE);
        return house;
    }

    /** With a clock that a test turns. */
    public static House open(Clock clock) {
        var house = new House();
        house.clock = clock;
        house.start(config(), NODE);
        return house;
    }

    public void start(GatewayConfig config, String node) {
        bus.breakers().measureIn(meters);
        gateway = new GatewayVerticle(
                config,
                bus,
                registry,
                catalog,
                cluster,
                clock,
                meters,
                new Node(node, "host-1", "0.1.0", false),
                home(),
                stores);
        deployment = wait(vertx.deployVerticle(gateway));
    }

    private GuestHome home() {
        try {
            data = data == null ? Files.createTempDirectory("atalaia-gateway") : data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GuestHome(data.resolve("guests"), Duration.ofHours(48));
    }

    public void stopGateway() {
        wait(vertx.undeploy(deployment));
    }

    @CanIgnoreReturnValue
    public static <T> T wait(Future<T> future) {
        try {
            return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no answer within " + PATIENCE, e);
        }
    }

    public record Reply(int status, MultiMap headers, Buffer body) {
        public JsonObject json() {
            return body.toJsonObject();
        }
    }

    @CanIgnoreReturnValue
    public Reply get(String path) {
        return send(HttpMethod.GET, path, Map.of());
    }

    @CanIgnoreReturnValue
    public Reply get(String path, Map<String, String> headers) {
        return send(HttpMethod.GET, path, headers);
    }

    @CanIgnoreReturnValue
    public Reply send(HttpMethod method, String path, Map<String, String> headers) {
        return send(method, path, headers, Buffer.buffer());
    }

    @CanIgnoreReturnValue
    public Reply send(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .timeout(PATIENCE)
                .method(
                        method.name(),
                        body.length() == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes()));
        headers.forEach(request::header);
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            var got = MultiMap.caseInsensitiveMultiMap();
            answer.headers().map().forEach(got::add);
            return new Reply(answer.statusCode(), got, Buffer.buffer(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer to " + path, e);
        }
    }

    public static MachineFacts facts(String id, String name) {
        return new MachineFacts(
                id,
                name,
                List.of("10.0.0.1"),
                "Debian GNU/Linux 12",
                "6.1",
                "x86_64",
                "a processor",
                2,
                8_000_000_000L,
                1_000L,
                "0.1.0",
                "b".repeat(32),
                1_000,
                Map.of("site", "lisbon"),
                MachineFacts.MACHINE,
                MachineFacts.HOST);
    }

    public void greet(String id, String name, Schema schema) {
        wait(bus.ask(GatewayApi.HELLO.at(NODE), new Hello(facts(id, name), schema), PATIENCE));
    }

    public void live(Sample... samples) {
        wait(bus.ask(GatewayApi.LIVE.at(NODE), new Samples(List.of(samples)), PATIENCE));
    }

    public static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    @Override
    public void close() {
        wait(vertx.close());
        delete();
    }

    private void delete() {
        if (data == null) {
            return;
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers what was published. */
    public static final class FakeRegistry implements Registry {
        public final List<Offer> offers = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public Future<Registration> publish(Offer offer) {
            offers.add(offer);
            return Future.succeededFuture(() -> {
                offers.remove(offer);
                return Future.succeededFuture();
            });
        }

        @Override
        public Future<List<io.atalaia.contracts.discovery.DiscoveryApi.Instance>> instances() {
            return Future.succeededFuture(List.of());
        }
    }
}
