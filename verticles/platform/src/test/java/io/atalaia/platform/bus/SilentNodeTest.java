/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atalaia.platform.bus.TestMessages.Question;
import io.atalaia.tests.support.TestCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that the cluster counts in and that answers nothing, as one that hangs. */
class SilentNodeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestCluster cluster = TestCluster.create();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void whoeverAsksItIsToldSoLongBeforeThePatienceEnds() {
        var bus = Bus.on(cluster.join(), TestMessages.oldNode());
        var other = cluster.join();
        assertThat(Bus.on(other, TestMessages.oldNode())).isNotNull();
        other.eventBus()
                .consumer(TestMessages.ECHO.address(), unanswered -> {})
                .completion()
                .await();
        long start = System.nanoTime();
        var asked = bus.ask(TestMessages.ECHO, new Question("anybody"), PATIENCE);
        var fault = catchThrowableOfType(Fault.class, asked::await);
        assertThat(fault.code()).isEqualTo(Fault.UNAVAILABLE);
        assertThat(fault).hasMessageContaining("has not answered for 5 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
    }
}
