/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.integration.Installed.Result;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worked client of docs/clients/python, made and run as its page says, against a real hub. */
@Timeout(400)
class PythonClientTest {
    private static final Path CLIENT =
            Path.of("../../docs/clients/python").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final Api api = new Api(port);
    private final Watched watched = new Watched(api);

    @BeforeEach
    void installed() {
        Installed.require(
                "python3-grpcio python3-protobuf protobuf-compiler protobuf-compiler-grpc",
                "/usr/bin/python3 -c 'import grpc, google.protobuf'",
                "command -v protoc",
                "command -v grpc_python_plugin");
        Installed.run(
                        CLIENT,
                        Map.of(),
                        "",
                        "./generate",
                        directory.resolve("stubs").toString())
                .good();
    }

    private Result client(String... arguments) {
        var command = new ArrayList<>(List.of(
                "/usr/bin/python3", CLIENT.resolve("atalaia_client.py").toString(), "--address", "127.0.0.1:" + port));
        command.addAll(Arrays.asList(arguments));
        return Installed.run(
                directory,
                Map.of("PYTHONPATH", directory.resolve("stubs").toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                "",
                command.toArray(String[]::new));
    }

    private List<JsonNode> lines(Result result) {
        return result.good().lines().map(api::parse).toList();
    }

    @Test
    void itListsReadsWatchesAndSaves() {
        try (var hub = AtalaiaProcess.start(directory, "run", "--set", "gateway.port=" + port)) {
            assertThat(hub.awaitReady(Duration.ofSeconds(90)).alive()).isTrue();
            assertThat(watched.awaitLive(Duration.ofSeconds(60)).isObject()).isTrue();
            String id = watched.id();

            assertThat(lines(client("list")))
                    .extracting(line -> line.path("id").asText())
                    .containsExactly(id);
            assertThat(lines(client("values", "--metric", "node_load1")))
                    .extracting(line -> line.path("machine").asText())
                    .containsExactly(id);
            assertThat(lines(client(
                            "values", "--machine", id, "--metric", "node_cpu_seconds_total", "--label", "mode=user")))
                    .isNotEmpty()
                    .allMatch(line -> line.path("labels").path("mode").asText().equals("user"));

            var watch = lines(client("watch", "--machine", id, "--metric", "node_load1", "--count", "3"));
            assertThat(watch).hasSize(3);
            assertThat(watch)
                    .extracting(line -> line.path("time").asLong())
                    .doesNotHaveDuplicates()
                    .isSorted();

            // A point stands for all samples of a second, and has the time of one of them.
            Awaitility.await("what was watched is history").untilAsserted(() -> assertThat(
                            lines(client("history", "--machine", id, "--metric", "node_load1", "--minutes", "2")))
                    .extracting(line -> line.path("time").asLong() / 1_000)
                    .isSorted()
                    .contains(watch.get(0).path("time").asLong() / 1_000));

            assertThat(client("save", "--client", "shop", "--metric", "queue_length", "--value", "7", "--id", "1")
                            .good())
                    .isEqualTo("{\"ok\": 1}\n");
            Awaitility.await("what was saved")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> lines(client("values", "--metric", "queue_length")).stream()
                            .anyMatch(line -> line.path("value").asInt() == 7));

            assertThat(client("watch", "--machine", "nobody").errors())
                    .startsWith("NOT_FOUND: there is no machine nobody");
            assertThat(client("history", "--machine", id).errors()).startsWith("INVALID_ARGUMENT: metrics must");
            assertThat(client("history", "--machine", id, "--metric", "node_laod1")
                            .errors())
                    .startsWith("NOT_FOUND")
                    .contains("node_load1");
            assertThat(hub.alive()).isTrue();
        }
        assertThat(client("list").errors()).startsWith("UNAVAILABLE");
    }
}
