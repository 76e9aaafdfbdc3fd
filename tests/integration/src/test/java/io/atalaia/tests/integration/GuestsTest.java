/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that send JSON lines to a real process over real sockets, as {@code nc} does. */
class GuestsTest {
    private static final String OK = "{\"ok\":1}";
    private static final int LINES = 60;

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final int lines = FreePorts.next();
    private final Api api = new Api(port);

    private AtalaiaProcess start() {
        return AtalaiaProcess.start(
                        directory,
                        "run",
                        "--roles",
                        "database,storage,gateway",
                        "--set",
                        "gateway.port=" + port,
                        "--set",
                        "gateway.ingest.lines.port=" + lines)
                .awaitReady(Duration.ofSeconds(60));
    }

    /** Sends the lines in one go and reads an answer to each. */
    private List<String> send(List<String> all) throws IOException {
        try (var socket = new Socket("127.0.0.1", lines)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(String.join("", all).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        }
    }

    private JsonNode query(String client, String metric, long from, long to) {
        JsonNode machines = api.tryGet("/api/v1/machines?limit=100")
                .map(page -> page.path("items"))
                .orElseGet(MissingNode::getInstance);
        for (JsonNode machine : machines) {
            if (machine.path("name").asText().equals(client)) {
                return api.tryGet("/api/v1/query?points=5000&machine="
                                + machine.path("id").asText() + "&metric=" + metric + "&from=" + from + "&to=" + to)
                        .map(answer -> answer.path("series").path(0))
                        .orElse(null);
            }
        }
        return null;
    }

    @Test
    @Timeout(400)
    void everyAcknowledgedSampleIsAnsweredOnceAfterAKillAlsoWhenItIsSentAgain() throws IOException {
        long begin = System.currentTimeMillis() / 1000 * 1000 - 2 * LINES * 1000;
        List<String> named = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            named.add("{\"client\":\"shop\",\"metrics\":{\"orders\":" + i + "},\"t\":" + (begin + i * 1000)
                    + ",\"id\":\"o" + i + "\"}\n");
            plain.add("{\"name\":\"till\",\"m" + i + "\":" + i + "}\n");
        }
        try (var atalaia = start()) {
            assertThat(send(named)).hasSize(LINES).containsOnly(OK);
            assertThat(send(plain)).hasSize(LINES).containsOnly(OK);
            atalaia.kill();
        }
        try (var again = start()) {
            assertThat(send(named)).hasSize(LINES).containsOnly(OK);
            long end = System.currentTimeMillis() + 60_000;
            var orders = Awaitility.await("the blocks are stored")
                    .atMost(Duration.ofSeconds(100))
                    .until(
                            () -> query("shop", "orders", begin, end),
                            found -> found != null && found.path("t").size() == LINES);
            for (int i = 0; i < LINES; i++) {
                assertThat(orders.path("t").path(i).asLong()).isEqualTo(begin + i * 1000);
                assertThat(orders.path("avg").path(i).asDouble()).isEqualTo(i);
            }
            Awaitility.await("the others too").atMost(Duration.ofSeconds(100)).untilAsserted(() -> {
                for (int i = 0; i < LINES; i++) {
                    var one = query("till", "m" + i, begin, end);
                    assertThat(one).as("m" + i).isNotNull();
                    assertThat(one.path("t").size()).as("m" + i).isEqualTo(1);
                    assertThat(one.path("last").path(0).asDouble()).isEqualTo(i);
                }
            });
            again.interrupt();
            assertThat(again.exit(Duration.ofSeconds(60))).isZero();
            assertThat(again.errors()).doesNotContain("Exception");
        }
    }

    @Test
    @Timeout(240)
    void thousandsOfIdleProgramsAreNoTroubleForThoseThatSend() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (var atalaia = start()) {
            for (int i = 0; i < 3_000; i++) {
                idle.add(new Socket("127.0.0.1", lines));
            }
            long begin = System.nanoTime();
            for (int round = 0; round < 20; round++) {
                List<String> sent = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    sent.add("{\"name\":\"program-" + round + "\",\"m\":" + i + "}\n");
                }
                assertThat(send(sent)).hasSize(100).containsOnly(OK);
            }
            System.out.printf(
                    "3,000 idle connections, 2,000 lines on 20 others acknowledged: %.2f s%n",
                    (System.nanoTime() - begin) / 1e9);
            idle.get(2_999).getOutputStream().write("{\"name\":\"late\",\"m\":1}\n".getBytes(StandardCharsets.UTF_8));
            idle.get(2_999).setSoTimeout(60_000);
            var answer =
                    new BufferedReader(new InputStreamReader(idle.get(2_999).getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).isEqualTo(OK);
            assertThat(atalaia.alive()).isTrue();
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }
}
