/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.forward;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.access.Right;
import io.atalaia.contracts.discovery.Registration;
import io.atalaia.contracts.discovery.ServiceKind;
import io.atalaia.contracts.health.HealthApi.Health;
import io.atalaia.contracts.wire.WireTypes;
import io.atalaia.gateway.GatewayConfig;
import io.atalaia.gateway.House;
import io.atalaia.gateway.LimitsConfig;
import io.atalaia.gateway.MemoryCatalog;
import io.atalaia.gateway.access.Admission;
import io.atalaia.gateway.access.Caller;
import io.atalaia.gateway.access.Lasting;
import io.atalaia.platform.bus.Bus;
import io.atalaia.platform.bus.WireCodec;
import io.atalaia.platform.clock.Clock;
import io.atalaia.platform.tls.ServerTls;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Forwarding on a real port, before services on real ports. */
final class Street implements AutoCloseable {
    static final String NODE = "node-1";
    static final Caller READER = new Caller(Caller.Kind.USER, "ana", Set.of(Right.READ));

    final Vertx vertx = Vertx.vertx();
    final Bus bus = Bus.on(vertx, new WireCodec(WireTypes.all()));
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final MemoryCatalog catalog = new MemoryCatalog();
    final HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(500));
    /** Vert.x closes a client to which nobody refers any more, and its connections with it. */
    final WebSocketClient sockets = vertx.createWebSocketClient();

    final Forwarding forwarding;
    /** Answers and WebSockets that last. */
    final List<Lasting.Call> watched = new CopyOnWriteArrayList<>();

    private final LimitsConfig limits;
    volatile Caller caller = READER;

    Street() {
        this(House.forward());
    }

    Street(ForwardConfig config) {
        this(config, House.config().limits());
    }

    Street(ForwardConfig config, LimitsConfig limits) {
        this.limits = limits;
        forwarding = another(config);
        House.wait(forwarding.open());
    }

    /** Not open yet. */
    Forwarding another(ForwardConfig config) {
        return new Forwarding(
                vertx,
                new Forwarding.Setting(config, limits, "127.0.0.1", NODE, true, 0, List.of(House.TOKEN)),
                bus,
                catalog,
                new Judge(),
                new ServerTls(vertx, GatewayConfig.Tls.NONE.files(), Duration.ofSeconds(10), Clock.system(), meters),
                Clock.system(),
                meters);
    }

    private final class Judge implements Admission {
        @Override
        public Future<Caller> of(HttpServerRequest request) {
            return caller == null ? Future.failedFuture("the database is away") : Future.succeededFuture(caller);
        }

        @Override
        public void watch(HttpServerRequest request, Lasting.Call call) {
            watched.add(call);
        }
    }

    record Reply(HttpClientResponse head, Buffer body) {
        int status() {
            return head.statusCode();
        }

        String error() {
            return head.getHeader(Refusal.HEADER);
        }

        JsonObject json() {
            return body.toJsonObject();
        }

        String header(String name) {
            return head.getHeader(name);
        }
    }

    /** A service's instance that handles requests so. @return its port */
    @CanIgnoreReturnValue
    int serve(String id, Map<String, String> meta, Consumer<HttpServerRequest> handler) {
        int port = House.wait(
                        vertx.createHttpServer().requestHandler(handler::accept).listen(0, "127.0.0.1"))
                .actualPort();
        register(id, port, meta);
        return port;
    }

    @CanIgnoreReturnValue
    int serve(String id, Consumer<HttpServerRequest> handler) {
        return serve(id, Map.of(), handler);
    }

    /** An instance that gives each message back, behind the address that it was asked for. */
    void serveSockets(String id) {
        var options = new HttpServerOptions().addWebSocketSubProtocol("v1");
        int port = House.wait(vertx.createHttpServer(options)
                        .webSocketHandler(socket ->
                                socket.textMessageHandler(text -> socket.writeTextMessage(socket.uri() + " " + text)))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        register(id, port, Map.of());
    }

    void register(String id, int port, Map<String, String> meta) {
        register(id, port, meta, Health.PASSING);
    }

    void register(String id, int port, Map<String, String> meta, Health health) {
        catalog.put(registration(id, port, meta), health);
    }

    /** Its name is what stands before the hyphen. */
    static Registration registration(String id, int port, Map<String, String> meta) {
        String name = id.substring(0, id.indexOf('-'));
        return new Registration(
                id, name, ServiceKind.HTTP, "127.0.0.1", port, List.of(), 1, meta, 0, List.of(), null, NODE, "h", 1);
    }

    Future<HttpClientRequest> request(HttpMethod method, String path) {
        return client.request(method, forwarding.port(), "127.0.0.1", path);
    }

    @CanIgnoreReturnValue
    Reply get(String path) {
        return send(HttpMethod.GET, path, Map.of(), null);
    }

    Reply send(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        return House.wait(sending(method, path, headers, body));
    }

    Future<Reply> sending(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        return request(method, path).compose(request -> {
            headers.forEach(request::putHeader);
            return (body == null ? request.send() : request.send(body))
                    .compose(head -> head.body().map(got -> new Reply(head, got)));
        });
    }

    /** What comes back for these bytes until the connection ends or, once something came, is silent for a while. */
    String raw(String bytes) {
        try (var socket = new Socket("127.0.0.1", forwarding.port())) {
            socket.setSoTimeout((int) House.PATIENCE.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            var got = new ByteArrayOutputStream();
            try {
                int first = socket.getInputStream().read();
                if (first < 0) {
                    return "";
                }
                got.write(first);
                socket.setSoTimeout(2_000);
                socket.getInputStream().transferTo(got);
            } catch (SocketTimeoutException silent) {
                got.writeBytes("(open)".getBytes(StandardCharsets.ISO_8859_1));
            }
            return got.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        House.wait(forwarding.close().transform(closed -> vertx.close()));
    }
}
