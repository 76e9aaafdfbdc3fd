/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.stream;

import static io.atalaia.agent.Hubs.done;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage.ContentCase;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.contracts.proto.ingest.Taken;
import io.atalaia.platform.grpc.IngestMethods;
import io.atalaia.tests.support.FreePorts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A gateway with nothing but the agents' door, on a real socket. */
final class SmallGateway implements AutoCloseable {
    static final String TOKEN = "open sesame";

    final List<AgentMessage> heard = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();
    final AtomicInteger streams = new AtomicInteger();
    /** When each stream was opened, in monotonic nanoseconds. */
    final List<Long> opened = new CopyOnWriteArrayList<>();

    volatile String accepted = TOKEN;
    /** When it has no room for the next agent: after how many milliseconds it is to come again. */
    volatile String pushback;

    volatile BiConsumer<AgentMessage, Answer> manners = (message, answer) -> answer.take(message);

    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    /** Answers messages, in any order. */
    interface Answer {
        void say(GatewayMessage message);

        default void take(AgentMessage message) {
            say(GatewayMessage.newBuilder()
                    .setNumber(message.getNumber())
                    .setTaken(Taken.getDefaultInstance())
                    .build());
        }

        default void refuse(AgentMessage message, int code) {
            refuse(message, code, 0);
        }

        default void refuse(AgentMessage message, int code, int retryAfterMillis) {
            say(GatewayMessage.newBuilder()
                    .setNumber(message.getNumber())
                    .setRefused(Refused.newBuilder()
                            .setCode(code)
                            .setReason("because")
                            .setRetryAfterMillis(retryAfterMillis))
                    .build());
        }
    }

    /** On a port that stays free when it is gone, so that it can come back. */
    SmallGateway(Vertx vertx) {
        this(vertx, FreePorts.next());
    }

    SmallGateway(Vertx vertx, int port) {
        var rpc = GrpcServer.server(vertx).callHandler(IngestMethods.CONNECT, this::connect);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .connectionHandler(connections::add)
                .requestHandler(rpc);
        done(server.listen());
    }

    private void connect(GrpcServerRequest<AgentMessage, GatewayMessage> request) {
        opened.add(System.nanoTime());
        streams.incrementAndGet();
        String token = request.headers().get("authorization");
        tokens.add(String.valueOf(token));
        var response = request.response();
        if (!("Bearer " + accepted).equals(token)) {
            response.status(GrpcStatus.UNAUTHENTICATED)
                    .statusMessage("unknown token")
                    .end();
            return;
        }
        if (pushback != null) {
            response.trailers().set(IngestMethods.PUSHBACK, pushback);
            pushback = null;
            response.status(GrpcStatus.RESOURCE_EXHAUSTED).end();
            return;
        }
        request.handler(message -> {
            heard.add(message);
            manners.accept(message, response::write);
        });
        request.endHandler(end -> response.end());
        request.exceptionHandler(broken -> {});
    }

    List<AgentMessage> heard(ContentCase kind) {
        return heard.stream().filter(one -> one.getContentCase() == kind).toList();
    }

    int port() {
        return server.actualPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    /** As if the process was killed. */
    @Override
    public void close() {
        done(server.close());
    }
}
