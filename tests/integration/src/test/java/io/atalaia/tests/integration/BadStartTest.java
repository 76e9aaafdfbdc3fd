/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.tests.support.AtalaiaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator gets wrong: each is one clear message, an exit code, and nothing left open or changed. */
class BadStartTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private record Ended(int code, String output, String errors) {}

    private Ended run(String... arguments) {
        try (var atalaia = AtalaiaProcess.start(directory, arguments)) {
            int code = atalaia.exit(LIMIT);
            assertThat(atalaia.errors()).doesNotContain("\tat ", "Exception");
            return new Ended(code, atalaia.output(), atalaia.errors());
        }
    }

    private Ended runOnFreePort(String... more) {
        var arguments = new java.util.ArrayList<>(java.util.List.of("run", "--set", "gateway.port=0"));
        arguments.addAll(java.util.List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void allProblemsOfTheConfigurationAreReportedTogetherAndNothingIsOpened() throws IOException {
        Files.writeString(directory.resolve("my.yaml"), "gateway: {prot: 80}\nagent: {every: soon}\n");

        var ended =
                run("run", "--config", "my.yaml", "--set", "gateway.port=99999", "--set", "storage.retention.raw=1ms");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .contains("The configuration has 4 problems:")
                .contains("gateway.prot: there is no such key; did you mean gateway.port?  (my.yaml)")
                .contains("agent.every = soon: must be a duration such as 500ms, 10s, 5m, 48h or 30d  (my.yaml)")
                .contains("gateway.port = 99999: must lie between 0 and 65535  (command line --set)")
                .contains("storage.retention.raw = 1ms: must lie between");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void anUnknownRoleIsNamedWithThoseThatExist() {
        var ended = run("run", "--roles", "agent,chef");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .contains(
                        "there is no role 'chef'; the roles are database, storage, discovery, health-check, gateway, agent");
    }

    @Test
    void rolesWithoutAnyDatabaseAreRefused() {
        var ended = run("run", "--roles", "agent,gateway");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("storage.mongo.uri has no value");
    }

    @Test
    void anAddressBeyondThisMachineNeedsTheFlag() {
        var ended = run("run", "--set", "gateway.host=0.0.0.0");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("gateway.host").contains("--insecure");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheUsage() {
        var ended = run("run", "--rolls", "agent");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("Unknown option").contains("--roles");
    }

    @Test
    void aMissingConfigurationFileIsNamed() {
        var ended = run("run", "--config", "nowhere.yaml");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("nowhere.yaml: there is no such file");
    }

    @Test
    void aPortInUseIsNamedWithTheWayOut() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = run("run", "--set", "gateway.port=" + taken.getLocalPort());

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.errors())
                    .contains("port " + taken.getLocalPort())
                    .contains("in use")
                    .contains("gateway.port");
        }
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(directory.resolve("file"), "in the way");

        var ended = runOnFreePort("--set", "data.directory=file");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors()).contains(directory.resolve("file").toString());
        assertThat(directory.resolve("file")).hasContent("in the way");
    }

    @Test
    void aDataDirectoryInUseByAnotherProcessIsNamedAndTheOtherGoesOn() {
        try (var first = AtalaiaProcess.start(directory, "run", "--set", "gateway.port=0")
                .awaitReady(LIMIT)) {
            var ended = runOnFreePort();

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.errors())
                    .contains("in use by another")
                    .contains(directory.resolve("data").toString());
            assertThat(first.alive()).isTrue();
            first.interrupt();
            assertThat(first.exit(LIMIT)).isZero();
        }
    }

    @Test
    void aCorruptDataFileIsNamedAndNotTouched() throws IOException {
        Path file = directory.resolve("data/database/atalaia.mv.db");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is not a database\n".repeat(1000));

        var ended = runOnFreePort();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors()).contains(file.toString());
        assertThat(Files.readString(file)).startsWith("this is not a database");
    }

    @Test
    void aCorruptMachineIdIsNamedWithTheWayOut() throws IOException {
        Path file = directory.resolve("data/machine-id");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a uuid");

        var ended = runOnFreePort();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors()).contains(file.toString());
    }
}
