/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way of an operator from the first start to a command with a token. */
@Timeout(300)
class FirstAdministratorTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/setup#([A-Za-z0-9_-]{43})");

    @TempDir
    private Path directory;

    private final int port = FreePorts.next();
    private final Api api = new Api(port);

    private AtalaiaProcess hub() {
        return AtalaiaProcess.start(
                        directory,
                        "run",
                        "--roles",
                        "database,storage,discovery,health-check,gateway",
                        "--set",
                        "gateway.port=" + port,
                        "--set",
                        "gateway.access.anonymous=none")
                .awaitReady(LIMIT);
    }

    /** The terminal has more to say once it has said that it is ready. */
    private static String secretOf(AtalaiaProcess hub) {
        Awaitility.await().atMost(LIMIT).until(() -> hub.output().contains("Stop with Ctrl-C."));
        return secretIn(hub.output());
    }

    private static String secretIn(String output) {
        var link = LINK.matcher(output);
        assertThat(link.find()).as(output).isTrue();
        return link.group(2);
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(api.base() + path)).POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return api.call(request);
    }

    private HttpResponse<String> setup(String secret, String name) {
        return post(
                "/api/v1/setup",
                "{\"secret\":\"%s\",\"name\":\"%s\",\"password\":\"correct horse battery\"}".formatted(secret, name));
    }

    private String run(int code, String... arguments) {
        try (var command = AtalaiaProcess.start(directory, arguments)) {
            assertThat(command.exit(LIMIT)).as(command.errors()).isEqualTo(code);
            return command.output() + command.errors();
        }
    }

    @Test
    void theLinkOfTheTerminalMakesAnAdministratorWhoMakesTokensForCommands() throws IOException {
        try (var hub = hub()) {
            assertThat(api.call("/api/v1/machines").statusCode()).isEqualTo(401);
            Awaitility.await().atMost(LIMIT).until(() -> api.call("/readyz").statusCode() == 200);
            String secret = secretOf(hub);
            assertThat(hub.errors()).doesNotContain(secret);
            var begun = setup(secret, "ana");
            assertThat(begun.statusCode()).isEqualTo(201);
            assertThat(setup(secret, "bob").statusCode()).isEqualTo(403);

            String gateway = "--gateway=" + api.base();
            assertThat(run(1, "nodes", gateway)).contains("ATALAIA_TOKEN");
            Files.writeString(directory.resolve("token"), token(begun) + "\n");
            assertThat(run(0, "nodes", gateway, "--token-file", "token")).contains("gateway");

            String second = secretIn(run(0, "admin", "link", "--set", "gateway.port=" + port));
            assertThat(setup(second, "bob").statusCode()).isEqualTo(201);
        }
        try (var again = hub()) {
            assertThat(again.output()).doesNotContain("/setup#");
        }
    }

    @Test
    void aMachineIsEnrolledOnceAndKeepsItsTokenForItselfAlone() throws IOException {
        try (var hub = hub()) {
            var begun = setup(secretOf(hub), "ana");
            String enrolment =
                    made(begun, "/api/v1/enrolments", "{}").path("enrolment").asText();
            try (var agent = agent("--enrol", enrolment).awaitReady(LIMIT)) {
                awaitMachine(begun);
                Path kept = directory.resolve("agent-data/agent-token");
                assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
                assertThat(agent.output() + agent.errors())
                        .doesNotContain(Files.readString(kept).strip());
            }
            // The enrolment was used; the token is there.
            agent("--enrol", enrolment).awaitReady(LIMIT).close();
            agent().awaitReady(LIMIT).close();
            Files.delete(directory.resolve("agent-data/agent-token"));
            try (var refused = agent("--enrol", enrolment)) {
                assertThat(refused.exit(LIMIT)).isEqualTo(1);
                assertThat(refused.errors()).contains("the enrolment is wrong");
            }
        }
    }

    private AtalaiaProcess agent(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--gateway", "127.0.0.1:" + port, "--set", "data.directory=" + directory.resolve("agent-data")));
        arguments.addAll(List.of(more));
        return AtalaiaProcess.startAgent(directory, arguments.toArray(String[]::new));
    }

    private void awaitMachine(HttpResponse<String> begun) {
        Awaitility.await().atMost(LIMIT).until(() -> {
            var machines = HttpRequest.newBuilder(URI.create(api.base() + "/api/v1/machines"))
                    .header("Cookie", cookie(begun));
            return api.parse(api.call(machines).body()).path("items").size() == 1;
        });
    }

    private static String cookie(HttpResponse<String> begun) {
        String cookie = begun.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private JsonNode made(HttpResponse<String> begun, String path, String body) {
        String csrf = api.parse(begun.body()).path("csrf").asText();
        var answer = post(path, body, "Cookie", cookie(begun), "X-CSRF-Token", csrf);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return api.parse(answer.body());
    }

    private String token(HttpResponse<String> begun) {
        return made(begun, "/api/v1/tokens", "{\"name\":\"commands\",\"scopes\":[\"read\"]}")
                .path("token")
                .asText();
    }
}
