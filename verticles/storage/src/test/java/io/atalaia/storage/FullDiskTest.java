/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.storage;

import static io.atalaia.storage.Fixture.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atalaia.contracts.Done;
import io.atalaia.contracts.health.HealthApi;
import io.atalaia.contracts.health.HealthApi.Ping;
import io.atalaia.contracts.health.HealthApi.Pong;
import io.atalaia.contracts.storage.StorageApi;
import io.atalaia.contracts.storage.StorageApi.AskStored;
import io.atalaia.contracts.storage.StorageApi.Introduction;
import io.atalaia.platform.bus.Fault;
import io.atalaia.platform.config.ByteSize;
import io.atalaia.tests.support.EmbeddedMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 8 MiB of its own, which only root can have. */
class FullDiskTest {
    private static final String FULL = "the database's disk is nearly full (2.0 MiB free, 4.0 MiB needed)";

    @TempDir
    Path folder;

    private boolean mounted;

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(run("umount", folder.toString())).isTrue();
        }
    }

    @Test
    void blocksAreRefusedWhileItIsNearlyFullAndTakenAgainAfterwards() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder.toString());
        assumeTrue(mounted, "only root may mount");
        try (var server = EmbeddedMongo.inMemory();
                var node = new Node(server.uri())) {
            node.databaseIn = folder;
            node.minFree = new ByteSize(4 << 20);
            assertThat(node.start()).isNotNull();
            assertThat(node.ask(StorageApi.INTRODUCE, new Introduction(Fixture.facts(), Fixture.SCHEMA)))
                    .isEqualTo(Done.DONE);
            Path filling = Files.write(folder.resolve("filling"), new byte[6 << 20]);
            var ping = HealthApi.ping("storage", "node-1");
            // It may have looked while the file was being written.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.ask(ping, new Ping()).detail(), FULL::equals);
            assertThat(node.ask(ping, new Ping()).able()).isFalse();
            assertThatThrownBy(() -> node.ask(StorageApi.STORE, Fixture.block(TEN, 1)))
                    .hasMessage(FULL)
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE));
            var stored = node.ask(StorageApi.STORED, new AskStored());
            assertThat(stored.refusing()).isTrue();
            assertThat(stored.bytes()).isEqualTo(6 << 20);
            assertThat(stored.freeBytes()).isEqualTo(2 << 20);
            Files.delete(filling);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.ask(ping, new Ping()).equals(Pong.ABLE));
            assertThat(node.ask(StorageApi.STORE, Fixture.block(TEN, 1))).isEqualTo(Done.DONE);
            node.stop();
        }
    }
}
