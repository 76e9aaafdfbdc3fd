/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.Api;
import io.atalaia.tests.support.AtalaiaProcess;
import io.atalaia.tests.support.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent's own distribution, against a hub in another process. */
class AgentAloneTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "a-token-for-this-test-alone";
    private static final long MINUTE = 60_000;
    /** A third more than what it takes: a start script without its options, or a library that loads much, goes beyond. */
    private static final long MOST_RESIDENT_KILOBYTES = 105_000;

    @TempDir
    Path directory;

    private final int port = FreePorts.next();
    private final Watched watched = new Watched(new Api(port));
    private Path tokenFile;

    @BeforeEach
    void keepTheToken() throws IOException {
        tokenFile = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    }

    private AtalaiaProcess hub() {
        return AtalaiaProcess.start(
                        directory,
                        "run",
                        "--roles",
                        "database,storage,discovery,health-check,gateway",
                        "--set",
                        "gateway.port=" + port,
                        "--set",
                        "gateway.ingest.tokens.test=" + TOKEN)
                .awaitReady(LIMIT);
    }

    private AtalaiaProcess agent() {
        return AtalaiaProcess.startAgent(
                        directory,
                        "--gateway",
                        "127.0.0.1:" + port,
                        "--set",
                        "agent.tokenFile=" + tokenFile,
                        "--set",
                        "data.directory=agent")
                .awaitReady(LIMIT);
    }

    private boolean spoolIsEmpty() {
        try (var files = Files.list(directory.resolve("agent/spool"))) {
            return files.noneMatch(file -> file.toString().endsWith(".sealed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long residentKilobytes(AtalaiaProcess process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Timeout(300)
    void aHubThatIsKilledOverTheEndOfAMinuteMissesNothing() throws IOException {
        long first;
        long sealedUntil;
        try (var agent = agent()) {
            try (var hub = hub()) {
                watched.awaitLive(LIMIT);
                first = System.currentTimeMillis();
                Awaitility.await("some live samples")
                        .atMost(LIMIT)
                        .until(() -> watched.load(first - 1_000, System.currentTimeMillis())
                                        .times()
                                        .size()
                                >= 5);
                hub.kill();
            }
            sealedUntil = (System.currentTimeMillis() / MINUTE + 1) * MINUTE;
            Awaitility.await("the minute is over and sealed")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> System.currentTimeMillis() > sealedUntil + 2_000 && !spoolIsEmpty());
            try (var again = hub()) {
                watched.awaitLive(LIMIT);
                Awaitility.await("the spool is empty").atMost(LIMIT).until(this::spoolIsEmpty);
                var answer = watched.awaitLoad(
                        first - 1_000, LIMIT, whole -> whole.gaps().isEmpty());
                // A machine that is busy lets a sample out now and then; what the hub missed were all of a time.
                assertThat(answer.within(first, sealedUntil))
                        .isGreaterThanOrEqualTo((sealedUntil - first) / 1_000 * 8 / 10 - 1);
                assertThat(residentKilobytes(agent)).isBetween(20_000L, MOST_RESIDENT_KILOBYTES);
                agent.signal("TERM");
                assertThat(agent.exit(LIMIT)).isZero();
                assertThat(agent.output()).endsWith("Stopped.\n");
                assertThat(agent.errors()).doesNotContain("Exception");
                again.interrupt();
                assertThat(again.exit(LIMIT)).isZero();
            }
        }
    }

    @Test
    void withoutAGatewayAndATokenItNamesBothAndEndsWithTwo() {
        try (var agent = AtalaiaProcess.startAgent(directory, "--set", "data.directory=agent")) {
            assertThat(agent.exit(LIMIT)).isEqualTo(2);
            assertThat(agent.errors())
                    .contains("The configuration has 2 problems:")
                    .contains("agent.gateways: has no value")
                    .contains("agent.token: has no value");
            assertThat(directory.resolve("agent")).doesNotExist();
        }
    }

    @Test
    void aWrongTokenIsToldOnceWithWhatToDoAndTheAgentGoesOn() {
        try (var hub = hub();
                var agent = AtalaiaProcess.startAgent(
                        directory,
                        "--gateway=127.0.0.1:" + port,
                        "--token=not-that-token-but-another",
                        "--set=data.directory=agent")) {
            agent.awaitReady(LIMIT);
            Awaitility.await().atMost(LIMIT).until(() -> agent.errors().contains("gateway.ingest.tokens"));
            assertThat(agent.errors()).doesNotContain("not-that-token");
            assertThat(agent.alive()).isTrue();
            hub.interrupt();
            assertThat(hub.exit(LIMIT)).isZero();
            agent.signal("TERM");
            assertThat(agent.exit(LIMIT)).isZero();
        }
    }
}
