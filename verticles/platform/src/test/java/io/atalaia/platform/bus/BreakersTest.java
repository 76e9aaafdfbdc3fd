/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.node.NodeApi;
import io.atalaia.contracts.node.NodeApi.Ring;
import io.atalaia.contracts.node.NodeState.Position;
import io.atalaia.platform.bus.TestMessages.Answer;
import io.atalaia.platform.bus.TestMessages.Question;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.on(vertx, TestMessages.newNode());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Fault fault;

    @BeforeEach
    void serve() {
        bus.breakers().measureIn(meters);
        bus.self("here");
        for (String node : new String[] {"other", "third", "here"}) {
            assertThat(bus.serve(TestMessages.ECHO.at(node), this::answer).await())
                    .isNotNull();
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Future<Answer> answer(Question question) {
        asked.incrementAndGet();
        return fault == null ? Future.succeededFuture(new Answer(question.text())) : Future.failedFuture(fault);
    }

    private Fault ask(String node) {
        var answer = bus.ask(TestMessages.ECHO.at(node), new Question("?"), PATIENCE);
        return catchThrowableOfType(Fault.class, answer::await);
    }

    private void failThrice(String node) {
        fault = new Fault(Fault.INTERNAL, "broken");
        for (int time = 0; time < 3; time++) {
            assertThat(ask(node)).hasMessage("broken");
        }
    }

    @Test
    void anInstanceThatFailsThriceIsLeftAloneAndTheOthersAreNot() {
        failThrice("other");
        await().atMost(PATIENCE).until(() -> breaker().position() != Position.CLOSED);
        int before = asked.get();
        var refused = ask("other");
        if (asked.get() == before) {
            assertThat(refused.code()).isEqualTo(Fault.UNAVAILABLE);
            assertThat(refused.getMessage()).contains("is not asked at this moment");
        }
        fault = null;
        assertThat(ask("third")).isNull();
        assertThat(bus.breakers().all()).extracting(Breaker::name).containsExactly("test@other", "test@third");
    }

    @Test
    void itsStateItsFailuresAndTheNextTryAreShown() {
        failThrice("other");
        assertThat(nextTry()).isGreaterThan(System.currentTimeMillis() - 60_000);
        int failures = breaker().failures();
        assertThat(failures).isGreaterThanOrEqualTo(3);
        assertThat(Breakers.nodeOf(breaker())).isEqualTo("other");
        assertThat(meters.get("atalaia_breaker_failures")
                        .tag("breaker", "test@other")
                        .gauge()
                        .value())
                .isEqualTo(failures);
    }

    /** It is told while the breaker is open, which is a second; a machine that was too busy for that asks once more. */
    private Long nextTry() {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            if (breaker().position() == Position.HALF_OPEN) {
                                assertThat(ask("other")).hasMessage("broken");
                            }
                            return breaker().nextTry();
                        },
                        Objects::nonNull);
    }

    @Test
    void anInstanceThatAnswersAgainIsAskedAgain() {
        failThrice("other");
        fault = null;
        await().atMost(PATIENCE).until(() -> ask("other") == null);
        await().atMost(PATIENCE).until(() -> breaker().closed());
        assertThat(breaker().failures()).isZero();
        assertThat(breaker().nextTry()).isNull();
    }

    @Test
    void howQuestionsEndedIsToldUnlessTheyWereHeldBack() {
        List<String> told = new CopyOnWriteArrayList<>();
        bus.breakers()
                .observed((instance, cause) -> told.add(instance + " " + (cause == null ? "" : cause.getMessage())));
        assertThat(ask("third")).isNull();
        failThrice("other");
        assertThat(told).containsExactly("test@third ", "test@other broken", "test@other broken", "test@other broken");
        await().atMost(PATIENCE).until(() -> ask("other").getMessage().contains("not asked"));
        assertThat(told).allMatch(one -> one.endsWith(" ") || one.endsWith("broken"));
    }

    @Test
    void refusalsAreAnswers() {
        fault = new Fault(Fault.NOT_FOUND, "no such thing");
        for (int time = 0; time < 10; time++) {
            assertThat(ask("other").code()).isEqualTo(Fault.NOT_FOUND);
        }
        assertThat(breaker().closed()).isTrue();
    }

    @Test
    void probesGoPastAnOpenBreaker() {
        var ring = NodeApi.RING.at("other");
        assertThat(bus.serve(ring, question -> Future.failedFuture(new Fault(Fault.INTERNAL, "broken")))
                        .await())
                .isNotNull();
        for (int time = 0; time < 10; time++) {
            var answer = bus.ask(ring, new Ring("here"), PATIENCE);
            assertThat(catchThrowableOfType(Fault.class, answer::await)).isNotNull();
        }
        assertThat(bus.breakers().all()).isEmpty();
    }

    @Test
    void whatIsAskedHereNeedsNoBreaker() {
        failThrice("here");
        assertThat(ask("here")).hasMessage("broken");
        assertThat(bus.breakers().all()).isEmpty();
    }

    @Test
    void aClosedBreakerTakesItsFiguresWithIt() {
        var breaker = bus.breakers().open("storage", "history is unavailable");
        assertThat(meters.find("atalaia_breaker_state")
                        .tag("breaker", "storage")
                        .gauges())
                .hasSize(3);
        bus.breakers().close(breaker);
        assertThat(meters.find("atalaia_breaker_state").gauges()).isEmpty();
        assertThat(bus.breakers().all()).isEmpty();
    }

    private Breaker breaker() {
        return bus.breakers().all().get(0);
    }
}
