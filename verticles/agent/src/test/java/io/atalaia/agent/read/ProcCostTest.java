/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.agent.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcCostTest {
    @Test
    void onlyTheThreadsOfThatNameCount() throws Exception {
        var over = new AtomicBoolean();
        var busy = new Thread(
                () -> {
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                },
                "busy-bee-number-1");
        busy.start();
        try {
            var ofBee = ProcCost.ofThreads("busy-bee-");
            var ofProcess = ProcCost.ofProcess();
            await().atMost(Duration.ofSeconds(60)).until(() -> ofBee.cpuNanos() > 50_000_000);
            assertThat(ofProcess.cpuNanos()).isGreaterThan(50_000_000);
            assertThat(ProcCost.ofThreads("no-bee-").cpuNanos()).isZero();
        } finally {
            over.set(true);
            busy.join();
        }
    }
}
