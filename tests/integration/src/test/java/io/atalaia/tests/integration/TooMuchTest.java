/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A question for more samples than a process has memory for. */
class TooMuchTest {
    private static final int SERIES = 1_000;

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
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
                        "gateway.ingest.lines.port=-1")
                .awaitReady(Duration.ofSeconds(60));
    }

    private void send() {
        String lines = IntStream.range(0, SERIES)
                .mapToObj(number -> "{\"client\":\"wide\",\"many\":1,\"labels\":{\"n\":\"" + number + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        var answer = api.call(HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/samples"))
                .POST(BodyPublishers.ofString(lines)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String awaitGuest() {
        return Awaitility.await("the program is shown")
                .atMost(Duration.ofSeconds(60))
                .until(this::guest, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> guest() {
        return api.tryGet("/api/v1/machines?limit=100").flatMap(page -> wide(page.path("items")));
    }

    private static Optional<String> wide(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .filter(machine -> machine.path("name").asText().equals("wide"))
                .map(machine -> machine.path("id").asText())
                .findFirst();
    }

    private static String query(String guest, Duration before, String more) {
        long now = System.currentTimeMillis();
        return "/api/v1/query?machine=" + guest + "&metric=many&points=100&from=" + (now - before.toMillis()) + "&to="
                + (now + 60_000) + more;
    }

    @Test
    @Timeout(240)
    void aQuestionForTooManySamplesIsRefusedWithWhatToDoAndTheHubGoesOn() {
        String guest;
        try (var first = start()) {
            send();
            guest = awaitGuest();
            first.interrupt();
            assertThat(first.exit(Duration.ofSeconds(60))).isZero();
        }
        try (var again = start()) {
            var year = Duration.ofDays(399);
            Awaitility.await("storage knows the program")
                    .atMost(Duration.ofSeconds(100))
                    .until(() -> api.tryGet(query(guest, year, "&label.n=7"))
                            .filter(answer -> answer.path("series").size() == 1)
                            .isPresent());
            for (int time = 0; time < 20; time++) {
                var refused = api.call(query(guest, year, ""));
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
                assertThat(refused.headers().firstValue("content-type").orElse(""))
                        .startsWith("application/problem+json");
                assertThat(api.parse(refused.body()).path("detail").asText())
                        .isEqualTo("1000 series over that time are too many, name labels or a shorter time");
            }
            assertThat(api.get(query(guest, Duration.ofHours(1), ""))
                            .path("series")
                            .size())
                    .isEqualTo(SERIES);
            assertThat(api.call("/healthz").statusCode()).isEqualTo(200);
            assertThat(again.alive()).isTrue();
        }
    }
}
