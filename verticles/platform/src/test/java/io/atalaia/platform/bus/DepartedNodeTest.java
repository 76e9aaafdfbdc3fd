/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaia.platform.bus.TestMessages.Answer;
import io.atalaia.platform.bus.TestMessages.Question;
import io.atalaia.platform.cluster.RereadingClusterManager;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node in a process of its own, killed as with {@code kill -9}. */
class DepartedNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestCluster cluster;
    private Bus bus;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void open() throws IOException {
        cluster = TestCluster.create();
        bus = Bus.on(cluster.join(RereadingClusterManager::new).vertx(), TestMessages.oldNode());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServingProcess.class.getName(),
                        cluster.description())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        awaitLine("serving");
    }

    @AfterEach
    void close() throws Exception {
        process.destroyForcibly().waitFor();
        output.close();
        cluster.close();
    }

    @Test
    void whoeverAsksADepartedNodeIsToldSoLongBeforeThePatienceEnds() throws Exception {
        assertThat(ask("before").await()).isEqualTo(new Answer("other before"));
        List<Future<Answer>> asked = new ArrayList<>();
        long start = System.nanoTime();
        process.destroyForcibly().waitFor();
        for (int question = 0; question < 20; question++) {
            asked.add(ask("after"));
        }
        for (var one : asked) {
            var fault = catchThrowableOfType(Fault.class, one::await);
            assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void whoeverWaitsForAnAnswerWhenTheNodeDepartsIsToldSo() throws Exception {
        var asked = bus.ask(TestMessages.ECHO.at("silent"), new Question("waiting"), PATIENCE);
        awaitLine("asked");
        long start = System.nanoTime();
        process.toHandle().destroyForcibly();
        var fault = catchThrowableOfType(Fault.class, asked::await);
        assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private Future<Answer> ask(String text) {
        return bus.ask(TestMessages.ECHO, new Question(text), PATIENCE);
    }

    private void awaitLine(String expected) throws IOException {
        String line = output.readLine();
        while (line != null && !line.equals(expected)) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo(expected);
    }
}
