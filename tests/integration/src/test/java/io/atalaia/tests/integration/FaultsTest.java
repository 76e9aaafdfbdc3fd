/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.atalaia.bench.faults.Fault;
import io.atalaia.bench.faults.FaultRun;
import io.atalaia.bench.faults.Faults;
import io.atalaia.bench.faults.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three hubs, a database and two agents on hosts of their own, and what becomes of them when one thing after the other fails. */
class FaultsTest {
    private static final Duration EACH = Duration.ofSeconds(12);

    @TempDir
    private static Path directory;

    private static Stage stage;
    private static FaultRun run;

    @BeforeAll
    @Timeout(400)
    static void start() {
        if (System.getenv("CI") != null) {
            Installed.require("nftables iproute2", "nft -v", "ip -V");
        }
        stage = new Stage(directory, EACH.toSeconds());
        run = new FaultRun(stage);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everythingIsAnsweredAgainAndNothingAcknowledgedIsLost() {
        return Stream.concat(
                Faults.ofEveryKind().stream().map(fault -> dynamicTest(fault.name(), () -> happen(fault))),
                Stream.of(dynamicTest(
                        "what the agents collected",
                        () -> assertThat(run.samples().shortcomings()).isEmpty())));
    }

    private static void happen(Fault fault) {
        boolean can = run.canHappen(fault);
        if (!can) {
            System.out.println("  skipped for want of hosts of their own: " + fault.name());
        }
        assumeTrue(can, "this fault needs network namespaces: root, iproute2 and nftables");
        assertThat(run.run(fault).shortcomings()).isEmpty();
    }
}
