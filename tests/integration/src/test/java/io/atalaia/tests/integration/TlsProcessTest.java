/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import io.atalaia.tests.support.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates as operators use them: a hub, agents and commands, each a process. */
@Timeout(300)
class TlsProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "a-token-for-this-test-alone";

    @TempDir
    Path directory;

    private final int port = FreePorts.next();

    private record Ended(int code, String output, String errors) {}

    @BeforeEach
    void layFilesDown() {
        List.of(
                        "gateway.pem",
                        "gateway.key",
                        "renewed.key",
                        "authority.pem",
                        "stranger-authority.pem",
                        "agent.pem",
                        "agent.key")
                .forEach(name -> TestCertificates.write(name, directory));
    }

    private String[] hub(String... more) {
        var arguments = new ArrayList<>(List.of("run", "--roles", "database,storage,discovery,health-check,gateway"));
        arguments.addAll(List.of("--set", "gateway.port=" + port, "--set", "gateway.ingest.tokens.test=" + TOKEN));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private AtalaiaProcess start(String... more) {
        return AtalaiaProcess.start(directory, hub(more)).awaitReady(LIMIT);
    }

    private static String[] certified() {
        return new String[] {
            "--set=gateway.tls.certificate=gateway.pem",
            "--set=gateway.tls.key=gateway.key",
            "--set=gateway.tls.clients=authority.pem"
        };
    }

    private Ended run(String... arguments) {
        try (var command = AtalaiaProcess.start(directory, arguments)) {
            return new Ended(command.exit(LIMIT), command.output(), command.errors());
        }
    }

    private AtalaiaProcess agent(String name, String... more) {
        var arguments = new ArrayList<>(List.of("--gateway", "https://localhost:" + port));
        arguments.addAll(List.of("--set", "data.directory=" + name));
        arguments.addAll(List.of(more));
        return AtalaiaProcess.startAgent(directory, arguments.toArray(String[]::new))
                .awaitReady(LIMIT);
    }

    private Ended status() {
        return run("status", "--gateway", "https://127.0.0.1:" + port, "--authorities", "authority.pem");
    }

    private static long machines(Ended status) {
        return status.output()
                .lines()
                .filter(line -> line.strip().matches("machine .*: Normal|machine .*: (Alert|Critical)"))
                .count();
    }

    @Test
    void agentsComeOverTlsByTokenOrCertificateAndOneThatDistrustsTheHubTellsOnceAndSendsNothing() throws IOException {
        try (var hub = start(certified());
                var byToken = agent("a", "--token", TOKEN, "--set", "agent.tls.authorities=authority.pem");
                var byCertificate = agent(
                        "b",
                        "--set=agent.tls.authorities=authority.pem",
                        "--set=agent.tls.certificate=agent.pem",
                        "--set=agent.tls.key=agent.key");
                var distrusting =
                        agent("c", "--token", TOKEN, "--set", "agent.tls.authorities=stranger-authority.pem")) {
            assertThat(hub.output()).contains("https://127.0.0.1:" + port + "/");
            Awaitility.await().atMost(LIMIT).until(() -> machines(status()) == 2);
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> distrusting.errors().contains("of an authority that is not trusted here"));
            Awaitility.await().atMost(LIMIT).until(() -> machines(status()) == 2);
            assertThat(byToken.alive() && byCertificate.alive() && distrusting.alive())
                    .isTrue();
            theAgentsDoctorNamesWhatIsWrongOnTheWay();
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsToldBeforeAnythingIsOpened() {
        var ended = run(hub("--set=gateway.tls.certificate=gateway.pem", "--set=gateway.tls.key=renewed.key"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .contains("gateway.tls.key = renewed.key: does not belong to the certificate in gateway.pem");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aTokenDoesNotGoToAnotherMachineInPlainText() {
        try (var agent = AtalaiaProcess.startAgent(directory, "--gateway", "hub.example.org:8080", "--token", TOKEN)) {
            assertThat(agent.exit(LIMIT)).isEqualTo(2);
            assertThat(agent.errors()).contains("plain text").contains("https://hub.example.org:8080");
        }
    }

    @Test
    void aCertificateForTrialsIsMadeOnceAndTheCommandsOfTheMachineKnowIt() throws IOException {
        Path key = directory.resolve("data/tls/dev-key.pem");
        byte[] first;
        try (var hub = start("--dev-tls")) {
            assertThat(hub.output()).contains("https://127.0.0.1:" + port + "/").doesNotContain("INSECURE");
            first = Files.readAllBytes(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            run("status", "--dev-tls", "--set", "gateway.port=" + port)
                                    .output())
                    .contains("is passing"));
            var doctor = run("doctor", "--dev-tls", "--json", "--set", "gateway.port=" + port);
            assertThat(new ObjectMapper()
                            .readTree(doctor.output())
                            .path("findings")
                            .findValuesAsText("detail"))
                    .contains("answers", "is held by the Atalaia that runs here");
            assertThat(Files.readAllBytes(key)).isEqualTo(first);
            oneLineFetchesTheAgentAndEnrolsTheMachine();
        }
    }

    /** As the page of the machines gives it. */
    private void oneLineFetchesTheAgentAndEnrolsTheMachine() throws IOException {
        Path machine = Files.createDirectory(directory.resolve("machine"));
        String hub = "https://127.0.0.1:" + port;
        String certificate = directory.resolve("data/tls/dev-certificate.pem").toString();
        String line =
                """
                ENROLMENT=$(curl -fsS --cacert %1$s %2$s/api/v1/enrolments -d '{}' | jq -er .enrolment) &&
                curl -fsS --cacert %1$s %2$s/atalaia-agent.tar.gz | tar xz &&
                exec ./atalaia-agent/atalaia-agent --gateway %2$s --set agent.tls.authorities=%1$s --enrol $ENROLMENT
                """
                        .formatted(certificate, hub);
        try (var agent = AtalaiaProcess.startLine(machine, line).awaitReady(LIMIT)) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> machines(run("status", "--dev-tls", "--set", "gateway.port=" + port)) == 1);
            assertThat(machine.resolve("data/agent-token")).exists();
            assertThat(agent.alive()).isTrue();
        }
    }

    private void theAgentsDoctorNamesWhatIsWrongOnTheWay() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        var good = doctor("https://localhost:" + port, "authority.pem", token);
        assertThat(good.output()).contains("token: is accepted").doesNotContain("FAIL");
        assertThat(good.code()).isZero();

        var plain = doctor("127.0.0.1:" + port, "", token);
        assertThat(plain.code()).isEqualTo(1);
        assertThat(plain.output()).contains("FAIL  gateway 127.0.0.1:" + port + ": answers that it speaks TLS");

        var stranger = doctor("https://localhost:" + port, "stranger-authority.pem", token);
        assertThat(stranger.output()).contains("not trusted here", "it shows CN=gateway for localhost, 127.0.0.1");

        Files.writeString(token, "another-token-than-that");
        var refused = doctor("https://localhost:" + port, "authority.pem", token);
        assertThat(refused.output()).contains("token: is refused");
        var gone = doctor("https://localhost:" + FreePorts.next(), "authority.pem", token);
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.output()).contains("cannot be reached");
    }

    private Ended doctor(String gateway, String authorities, Path token) {
        try (var doctor = AtalaiaProcess.startAgent(
                directory,
                "doctor",
                "--gateway=" + gateway,
                "--set=agent.tls.authorities=" + authorities,
                "--set=agent.tokenFile=" + token)) {
            return new Ended(doctor.exit(LIMIT), doctor.output(), doctor.errors());
        }
    }
}
