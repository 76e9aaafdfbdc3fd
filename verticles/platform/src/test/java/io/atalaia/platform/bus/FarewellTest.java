/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaia.contracts.Route;
import io.atalaia.platform.bus.Bus.Served;
import io.atalaia.platform.bus.TestMessages.Answer;
import io.atalaia.platform.bus.TestMessages.Question;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that stops serving while others go on asking. */
class FarewellTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestCluster cluster;
    private static Vertx leavingVertx;
    private static Bus asker;
    private static Bus staying;
    private static Bus leaving;

    @BeforeAll
    static void open() {
        cluster = TestCluster.create();
        asker = Bus.on(cluster.join(), TestMessages.newNode());
        staying = Bus.on(cluster.join(), TestMessages.oldNode());
        leavingVertx = cluster.join();
        leaving = Bus.on(leavingVertx, TestMessages.oldNode());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static Served serve(Bus bus, Route<Question, Answer> route, String who) {
        return bus.serve(route, question -> Future.succeededFuture(new Answer(who)))
                .await();
    }

    @Test
    void noQuestionIsLostWhileOneOfTwoStopsServing() {
        var route = TestMessages.ECHO.at("farewell");
        var stays = serve(staying, route, "stays");
        var served = serve(leaving, route, "leaves");
        Awaitility.await().atMost(PATIENCE).until(() -> answer(route).equals("leaves"));
        var answers = new ArrayList<Future<Answer>>();
        var gone = new AtomicBoolean();
        served.end().onComplete(done -> gone.set(true));
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            answers.add(asker.ask(route, new Question(""), PATIENCE));
            return gone.get();
        });
        Future.all(answers).await();
        assertThat(answers).hasSizeGreaterThan(20);
        assertThat(answers.stream().map(one -> one.result().text())).contains("stays");
        assertThat(List.of(answer(route), answer(route), answer(route))).containsOnly("stays");
        stays.end().await();
    }

    private static String answer(Route<Question, Answer> route) {
        return asker.ask(route, new Question(""), PATIENCE).await().text();
    }

    @Test
    void theEndWaitsForWhatIsUnderWay() {
        Promise<Answer> late = Promise.promise();
        var asked = new AtomicBoolean();
        var route = TestMessages.ECHO.at("under-way");
        var served = leaving.serve(route, question -> {
                    asked.set(true);
                    return late.future();
                })
                .await();
        var answer = asker.ask(route, new Question(""), PATIENCE);
        Awaitility.await().atMost(PATIENCE).untilTrue(asked);
        var end = served.end();
        leavingVertx.setTimer(600, soon -> {
            assertThat(end.isComplete()).isFalse();
            late.complete(new Answer("late"));
        });
        assertThat(answer.await().text()).isEqualTo("late");
        end.await();
    }

    @Test
    void everythingThatAVerticleServesEndsWithOneWord() {
        var route = TestMessages.ECHO.at("verticle");
        var id = leavingVertx.deployVerticle(new Serving(route)).await();
        assertThat(answer(route)).isEqualTo("verticle");
        leaving.leave(id).await();
        // On a busy machine the asker's node may hear of it a moment after the end has waited for that.
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(refusal(route))
                .contains("nobody serves"));
        leavingVertx.undeploy(id).await();
    }

    private static String refusal(Route<Question, Answer> route) {
        return asker.ask(route, new Question(""), PATIENCE)
                .otherwise(cause -> new Answer(cause.getMessage()))
                .await()
                .text();
    }

    private static final class Serving extends VerticleBase {
        private final Route<Question, Answer> route;

        Serving(Route<Question, Answer> route) {
            this.route = route;
        }

        @Override
        public Future<?> start() {
            return leaving.serve(route, question -> Future.succeededFuture(new Answer("verticle")));
        }
    }
}
