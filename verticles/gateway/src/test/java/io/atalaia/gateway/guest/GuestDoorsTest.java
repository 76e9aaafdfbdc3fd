/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.gateway.guest;

import static io.atalaia.gateway.House.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.proto.ingest.SaveMetricRequest;
import io.atalaia.contracts.proto.ingest.SaveMetricResponse;
import io.atalaia.contracts.storage.Block;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.gateway.House;
import io.atalaia.gateway.engine.GuestNames;
import io.atalaia.platform.engine.block.BlockCodec;
import io.atalaia.platform.grpc.IngestMethods;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuestDoorsTest {
    private static final String OK = "{\"ok\":1}";
    private final House house = House.open();
    private final List<Block> stored = new CopyOnWriteArrayList<>();

    @BeforeEach
    void storage() {
        House.wait(house.bus.serve(StorageApi.STORE, block -> {
            stored.add(block);
            return Future.succeededFuture(Done.DONE);
        }));
        House.wait(house.bus.serve(StorageApi.INTRODUCE, introduction -> Future.succeededFuture(Done.DONE)));
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** A program with nothing but a socket. */
    private final class Program implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        Program() throws IOException {
            socket = new Socket();
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress("127.0.0.1", house.gateway.linesPort()));
            socket.setSoTimeout((int) House.PATIENCE.toMillis());
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        String answer() throws IOException {
            return answers.readLine();
        }

        String error() throws IOException {
            return new JsonObject(answer()).getString("error");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private int storedSamples() {
        return stored.stream().mapToInt(Block::samples).sum();
    }

    @Test
    void aLineIsAnsweredStoredAndShown() throws IOException {
        try (var program = new Program()) {
            program.send("{\"client\":\"shop\",\"metrics\":{\"orders\":7}}\n");
            assertThat(program.answer()).isEqualTo(OK);
            program.send("{\"name\":\"shop\",\"basket\":2.5}\n");
            assertThat(program.answer()).isEqualTo(OK);
        }
        String machine = GuestNames.machine("shop");
        eventually(() -> {
            var shown = house.get("/api/v1/machines/" + machine).json();
            assertThat(shown.getString("name")).isEqualTo("shop");
            assertThat(shown.getInteger("state")).isZero();
        });
        house.stopGateway();
        assertThat(stored).isNotEmpty().allSatisfy(block -> assertThat(block.machine())
                .isEqualTo(machine));
        double sum = stored.stream()
                .flatMap(block -> java.util.Arrays.stream(
                        BlockCodec.decode(block.payload()).values()))
                .flatMapToDouble(java.util.Arrays::stream)
                .filter(Double::isFinite)
                .sum();
        assertThat(sum).isEqualTo(9.5);
    }

    @Test
    void linesSentTogetherAreAnsweredInTheirOrderAndABadOneCostsItselfAlone() throws IOException {
        try (var program = new Program()) {
            program.send("{\"name\":\"a\",\"m\":1}\nnonsense\n{\"name\":\"a\",\"m\":2}\r\n" + "x".repeat(5_000)
                    + "\n{\"name\":\"a\",\"m\":\"3\"}\n\n{\"name\":\"a\",\"m\":4}\n");
            assertThat(program.answer()).isEqualTo(OK);
            assertThat(program.error()).startsWith("the line: must be JSON");
            assertThat(program.answer()).isEqualTo(OK);
            assertThat(program.error()).startsWith("the line: is longer than 1024 bytes");
            assertThat(program.error()).isEqualTo("m: must be a number");
            assertThat(program.answer()).isEqualTo(OK);
        }
    }

    @Test
    void whoStopsSendingStillGetsTheAnswers() throws IOException {
        try (var program = new Program()) {
            program.send("{\"name\":\"a\",\"m\":1}\n{\"name\":\"a\",\"m\":2}");
            program.socket.shutdownOutput();
            assertThat(program.answer()).isEqualTo(OK);
            assertThat(program.answer()).isEqualTo(OK);
            assertThat(program.answer()).isNull();
        }
    }

    @Test
    void aBrowserIsToldAndLetGo() throws IOException {
        try (var program = new Program()) {
            program.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{\"name\":\"a\",\"m\":1}\n");
            assertThat(program.error()).contains("HTTP");
            assertThat(program.answer()).isNull();
        }
        house.stopGateway();
        assertThat(stored).isEmpty();
    }

    @Test
    void moreConnectionsThanAllowedAreToldSo() throws IOException {
        var programs = new ArrayList<Program>();
        try {
            for (int i = 0; i < 10; i++) {
                programs.add(new Program());
            }
            try (var one = new Program()) {
                assertThat(one.error()).contains("gateway.ingest.lines.maxConnections");
            }
            programs.get(0).send("{\"name\":\"a\",\"m\":1}\n");
            assertThat(programs.get(0).answer()).isEqualTo(OK);
        } finally {
            for (Program program : programs) {
                program.close();
            }
        }
    }

    @Test
    void aProgramThatReadsNoAnswersDoesNotFillTheMemory() throws IOException {
        try (var deaf = new Program();
                var good = new Program()) {
            var cut = new AtomicBoolean();
            var sender = new Thread(() -> {
                try {
                    for (int i = 0; i < 200_000; i++) {
                        deaf.send("nonsense nonsense nonsense\n".repeat(20));
                    }
                } catch (IOException e) {
                    cut.set(true);
                }
            });
            sender.start();
            good.send("{\"name\":\"a\",\"m\":1}\n");
            assertThat(good.answer()).isEqualTo(OK);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(sender.isAlive()).isFalse());
            assertThat(cut).isTrue();
        }
    }

    @Test
    void anIdCountsOnceAlsoAfterARestart() throws IOException {
        String line = "{\"client\":\"shop\",\"orders\":1,\"id\":\"order-1\"}\n";
        try (var program = new Program()) {
            program.send(line + line);
            assertThat(program.answer()).isEqualTo(OK);
            assertThat(program.answer()).isEqualTo(OK);
        }
        house.stopGateway();
        house.start(House.config(), House.NODE);
        try (var program = new Program()) {
            program.send(line);
            assertThat(program.answer()).isEqualTo(OK);
        }
        house.stopGateway();
        assertThat(storedSamples()).isEqualTo(1);
    }

    @Test
    void aSampleOverHttpIsStoredAndAWrongOneSaysWhy() {
        var headers = Map.of("content-type", "application/json");
        var good = house.send(HttpMethod.POST, "/api/v1/samples", headers, Buffer.buffer("{\"name\":\"a\",\"m\":1}"));
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.json().getInteger("ok")).isEqualTo(1);
        var partly = house.send(
                HttpMethod.POST, "/api/v1/samples", headers, Buffer.buffer("[{\"name\":\"a\",\"m\":2},{\"m\":\"x\"}]"));
        assertThat(partly.status()).isEqualTo(400);
        assertThat(partly.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(partly.json().getInteger("ok")).isEqualTo(1);
        assertThat(partly.json().getJsonArray("errors").getJsonObject(0).getInteger("at"))
                .isEqualTo(1);
        var empty = house.send(HttpMethod.POST, "/api/v1/samples", headers, Buffer.buffer("[]"));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(house.get("/api/v1/samples").status()).isEqualTo(405);
        assertThat(house.send(
                                HttpMethod.POST,
                                "/api/v1/samples",
                                Map.of("origin", "http://evil.example"),
                                Buffer.buffer("{\"name\":\"a\",\"m\":1}"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSampleOverGrpcIsStoredAndAWrongOneSaysWhy() {
        ServiceMethod<SaveMetricResponse, SaveMetricRequest> method = ServiceMethod.client(
                IngestMethods.SERVICE,
                "SaveMetric",
                GrpcMessageEncoder.encoder(),
                GrpcMessageDecoder.decoder(SaveMetricResponse.getDefaultInstance()));
        var client = GrpcClient.client(house.vertx);
        var place = SocketAddress.inetSocketAddress(house.gateway.port(), "127.0.0.1");
        var sample =
                SaveMetricRequest.newBuilder().setClient("a").setMetric("m").setValue(1);
        var good = House.wait(client.request(place, method).compose(request -> request.send(sample.build())));
        House.wait(good.last());
        assertThat(good.status()).isEqualTo(GrpcStatus.OK);
        var bad = House.wait(client.request(place, method)
                .compose(request -> request.send(sample.setValue(Double.NaN).build())));
        assertThat(bad.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(bad.statusMessage()).contains("finite");
        var empty = House.wait(
                client.request(place, method).compose(request -> request.end().compose(ended -> request.response())));
        assertThat(empty.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(empty.statusMessage()).isEqualTo("the call ended without a message");
        House.eventually(() -> assertThat(house.meters.scrape())
                .contains("atalaia_rpc_calls_seconds_count{method=\"atalaia.ingest.v1.Ingest/SaveMetric\","
                        + "status=\"INVALID_ARGUMENT\"} 2"));
        house.stopGateway();
        assertThat(storedSamples()).isEqualTo(1);
    }
}
