/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.rpc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.atalaia.contracts.machine.MachineFacts;
import io.atalaia.contracts.proto.BlockMessage;
import io.atalaia.contracts.proto.SampleBatchMessage;
import io.atalaia.contracts.proto.ingest.AgentMessage;
import io.atalaia.contracts.proto.ingest.GatewayMessage;
import io.atalaia.contracts.proto.ingest.Greeting;
import io.atalaia.contracts.series.Sample;
import io.atalaia.contracts.series.Schema;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.wire.BlockForm;
import io.atalaia.contracts.wire.FactsForm;
import io.atalaia.contracts.wire.SampleForm;
import io.atalaia.contracts.wire.SchemaForm;
import io.atalaia.gateway.House;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** An agent at the other end of a real socket. */
final class Agent implements AutoCloseable {
    final Map<Long, GatewayMessage> answers = new ConcurrentHashMap<>();
    volatile GrpcStatus status;
    volatile String sentence;
    volatile String pushback;
    private final AtomicLong numbers = new AtomicLong();
    private final GrpcClient client;
    private final GrpcClientRequest<AgentMessage, GatewayMessage> request;

    Agent(House house, String authorization) {
        client = GrpcClient.client(house.vertx);
        request = House.wait(client.request(
                SocketAddress.inetSocketAddress(house.gateway.port(), "127.0.0.1"), IngestMethods.CONNECTING));
        if (authorization != null) {
            request.headers().set("authorization", authorization);
        }
        request.response().onSuccess(response -> {
            response.handler(answer -> answers.put(answer.getNumber(), answer));
            response.exceptionHandler(cause -> sentence = cause.getMessage());
            response.endHandler(end -> {
                // The client looks for the sentence in the head alone, where it stands only when nothing else was sent.
                String trailer = response.trailers().get("grpc-message");
                sentence =
                        trailer == null ? response.statusMessage() : URLDecoder.decode(trailer, StandardCharsets.UTF_8);
                pushback = Stream.of(response.headers(), response.trailers())
                        .map(words -> words.get(IngestMethods.PUSHBACK))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                status = response.status();
            });
        });
    }

    static Agent connect(House house) {
        return new Agent(house, "Bearer " + House.TOKEN);
    }

    static Agent connect(House house, String token) {
        return new Agent(house, "Bearer " + token);
    }

    /** Whether the gateway ended the stream, with a word or without. */
    boolean ended() {
        return status != null || sentence != null;
    }

    /** The number of the message. */
    @CanIgnoreReturnValue
    long send(AgentMessage.Builder message) {
        long number = numbers.incrementAndGet();
        request.write(message.setNumber(number).build()).onFailure(lost -> {});
        return number;
    }

    void sendRaw(byte[] bytes) {
        House.wait(request.writeMessage(GrpcMessage.message("identity", Buffer.buffer(bytes))));
    }

    @CanIgnoreReturnValue
    long greet(MachineFacts facts, Schema schema) {
        return send(AgentMessage.newBuilder().setGreeting(greeting(facts, schema)));
    }

    @CanIgnoreReturnValue
    long introduce(MachineFacts facts, Schema schema) {
        return send(AgentMessage.newBuilder().setIntroduction(greeting(facts, schema)));
    }

    static Greeting.Builder greeting(MachineFacts facts, Schema schema) {
        return Greeting.newBuilder().setFacts(FactsForm.message(facts)).setSchema(SchemaForm.message(schema));
    }

    @CanIgnoreReturnValue
    long live(Sample... samples) {
        var batch = SampleBatchMessage.newBuilder();
        List.of(samples).forEach(sample -> batch.addSamples(SampleForm.message(sample)));
        return send(AgentMessage.newBuilder().setLive(batch));
    }

    @CanIgnoreReturnValue
    long block(Block block) {
        return send(AgentMessage.newBuilder().setBlock(BlockForm.message(block)));
    }

    @CanIgnoreReturnValue
    long block(BlockMessage block) {
        return send(AgentMessage.newBuilder().setBlock(block));
    }

    @CanIgnoreReturnValue
    GatewayMessage answerTo(long number) {
        House.eventually(
                () -> org.assertj.core.api.Assertions.assertThat(answers).containsKey(number));
        return answers.get(number);
    }

    void finish() {
        House.wait(request.end());
    }

    /** Sends what opens the stream, for the head alone is not sent. */
    void knock() {
        send(AgentMessage.newBuilder());
        awaitEnd();
    }

    void awaitEnd() {
        House.eventually(
                () -> org.assertj.core.api.Assertions.assertThat(status).isNotNull());
    }

    void cut() {
        House.wait(client.close());
    }

    @Override
    public void close() {
        cut();
    }
}
