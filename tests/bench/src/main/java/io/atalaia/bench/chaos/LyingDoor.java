/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.bench.chaos;

import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Taken;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerRequest;

/**
 * A door in front of the gateway that acknowledges every block before the gateway has it: what a hub would do that answers
 * before it writes. A run behind this door has to lose samples; one that does not would prove that the counting is blind.
 */
public final class LyingDoor implements AutoCloseable {
    private static final String AUTHORIZATION = "authorization";

    private final Vertx vertx = Vertx.vertx();
    private final GrpcClient client = GrpcClient.client(vertx);
    private final SocketAddress gateway;
    private final HttpServer server;

    public LyingDoor(int gatewayPort) {
        gateway = SocketAddress.inetSocketAddress(gatewayPort, "127.0.0.1");
        var grpc = GrpcServer.server(vertx).callHandler(IngestMethods.CONNECT, this::connect);
        server = vertx.createHttpServer()
                .requestHandler(grpc)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    private void connect(GrpcServerRequest<AgentMessage, GatewayMessage> agent) {
        agent.pause();
        client.request(gateway, IngestMethods.CONNECTING)
                .onComplete(
                        hub -> {
                            hub.headers().set(AUTHORIZATION, agent.headers().get(AUTHORIZATION));
                            agent.handler(message -> lead(agent, hub, message));
                            agent.endHandler(ended -> hub.end());
                            hub.response().onSuccess(answers -> answers.handler(answer -> lead(agent, answer)));
                            agent.resume();
                        },
                        noHub -> {
                            agent.handler(message -> take(agent, message));
                            agent.resume();
                        });
    }

    private static void lead(
            GrpcServerRequest<AgentMessage, GatewayMessage> agent,
            GrpcClientRequest<AgentMessage, GatewayMessage> hub,
            AgentMessage message) {
        if (message.hasBlock()) {
            take(agent, message);
        }
        hub.write(message);
    }

    /** The gateway's own answers to blocks come too late: the agent has its answer. */
    private static void lead(GrpcServerRequest<AgentMessage, GatewayMessage> agent, GatewayMessage answer) {
        agent.response().write(answer);
    }

    private static void take(GrpcServerRequest<AgentMessage, GatewayMessage> agent, AgentMessage message) {
        agent.response()
                .write(GatewayMessage.newBuilder()
                        .setNumber(message.getNumber())
                        .setTaken(Taken.getDefaultInstance())
                        .build());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
