/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.simulate;

import static io.atalaia.agent.Hubs.done;

import io.atalaia.contracts.proto.BlockMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Refused;
import io.atalaia.contracts.proto.ingest.Taken;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The agents' door of a gateway on a real socket, which takes everything and keeps the books. */
final class CountingDoor implements AutoCloseable {
    final Map<String, BlockMessage> taken = new ConcurrentHashMap<>();
    final List<String> trouble = new CopyOnWriteArrayList<>();
    final Set<String> tokens = ConcurrentHashMap.newKeySet();
    final Set<String> greeted = ConcurrentHashMap.newKeySet();
    final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    final AtomicInteger live = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    /** So many blocks are told to come again later. */
    final AtomicInteger toRefuse = new AtomicInteger();

    private final Set<String> introduced = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    CountingDoor(Vertx vertx) {
        var rpc = GrpcServer.server(vertx).callHandler(IngestMethods.CONNECT, this::connect);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .connectionHandler(connections::add)
                .requestHandler(rpc);
        done(server.listen());
    }

    private void connect(GrpcServerRequest<AgentMessage, GatewayMessage> request) {
        tokens.add(request.headers().get("authorization"));
        request.handler(message -> {
            int code = take(message);
            var answer = GatewayMessage.newBuilder().setNumber(message.getNumber());
            request.response()
                    .write(
                            code == 0
                                    ? answer.setTaken(Taken.getDefaultInstance())
                                            .build()
                                    : answer.setRefused(Refused.newBuilder().setCode(code))
                                            .build());
        });
        request.endHandler(end -> request.response().end());
        // Headers go with the first answer; a stream that nobody has spoken on yet has none.
        request.exceptionHandler(cause -> {});
    }

    private int take(AgentMessage message) {
        switch (message.getContentCase()) {
            case GREETING -> greeted.add(message.getGreeting().getFacts().getId());
            case INTRODUCTION ->
                introduced.add(message.getIntroduction().getSchema().getHash());
            case LIVE -> live.incrementAndGet();
            case BLOCK -> {
                return take(message.getBlock());
            }
            default -> trouble.add("unexpected " + message.getContentCase());
        }
        return 0;
    }

    private int take(BlockMessage block) {
        if (!introduced.contains(block.getSchema())) {
            trouble.add("a block before its introduction");
            return 409;
        }
        if (toRefuse.getAndDecrement() > 0) {
            refused.incrementAndGet();
            return 503;
        }
        var before = taken.put(block.getMachine() + " " + block.getBoot() + " " + block.getSeq(), block);
        if (before != null && !before.equals(block)) {
            trouble.add("a block changed");
        }
        return 0;
    }

    int port() {
        return server.actualPort();
    }

    long samples() {
        return taken.values().stream().mapToLong(BlockMessage::getSamples).sum();
    }

    @Override
    public void close() {
        done(server.close());
    }
}
