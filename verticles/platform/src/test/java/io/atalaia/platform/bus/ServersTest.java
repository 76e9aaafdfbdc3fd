/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.atalaia.contracts.Route;
import io.atalaia.contracts.node.NodeState.Position;
import io.atalaia.platform.bus.TestMessages.Answer;
import io.atalaia.platform.bus.TestMessages.Question;
import io.atalaia.tests.support.TestCluster;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two nodes serve and a third one asks: each of the two by itself. */
class ServersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);

    private static TestCluster cluster;
    private static Bus asker;
    private static Bus one;
    private static Bus other;

    @BeforeAll
    static void open() {
        cluster = TestCluster.create();
        asker = node("asker");
        one = node("one");
        other = node("other");
    }

    private static Bus node(String name) {
        var bus = Bus.on(cluster.join(), TestMessages.newNode());
        bus.self(name);
        return bus;
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void eachIsAskedInItsTurn() {
        var route = route("turns");
        served(one, route, question -> answered("one"));
        served(other, route, question -> answered("other"));
        assertThat(one.servers().here()).contains("turns");
        asker.servers().elsewhere(Map.of("one", List.of("turns"), "other", List.of("turns")));
        assertThat(IntStream.range(0, 4).mapToObj(time -> ask(route)).collect(Collectors.toSet()))
                .isEqualTo(Set.of("one", "other"));
        assertThat(asker.servers().inTurn("turns")).containsExactlyInAnyOrder("one", "other");
        assertThat(asker.servers().inTurn("something else")).isEmpty();
    }

    @Test
    void oneThatHangsIsHeldBackByItsOwnBreakerWhileTheOtherAnswers() {
        var route = route("test.hanging");
        served(one, route, question -> Future.future(never -> {}));
        served(other, route, question -> answered("other"));
        // The first question between two nodes takes longer than that patience.
        var first = route("first.thing");
        served(other, first, question -> answered("other"));
        assertThat(ask(first)).isEqualTo("other");
        asker.servers().elsewhere(Map.of("one", List.of(route.address()), "other", List.of(route.address())));
        // Every second question would wait in vain, were it not for the breaker; it lets one a second through.
        await().atMost(PATIENCE).until(() -> IntStream.range(0, 6)
                .mapToObj(time -> asker.ask(route, new Question("?"), SHORT)
                        .map(Answer::text)
                        .otherwise("nobody")
                        .await())
                .allMatch("other"::equals));
        assertThat(breaker("test@one").position()).isNotEqualTo(Position.CLOSED);
        assertThat(breaker("test@other").closed()).isTrue();
    }

    @Test
    void whoDoesNotServeItAnyMoreIsPassedOverUnasked() {
        var route = route("moved.thing");
        served(other, route, question -> answered("other"));
        asker.servers().elsewhere(Map.of("one", List.of(route.address())));
        assertThat(ask(route)).isEqualTo("other");
    }

    @Test
    void aFailureThatMayHaveHadItsEffectIsNotAskedOfTheOther() {
        var route = route("failing.thing");
        served(one, route, question -> Future.failedFuture(new Fault(Fault.INTERNAL, "broken")));
        served(other, route, question -> Future.failedFuture(new Fault(Fault.INTERNAL, "broken")));
        asker.servers().elsewhere(Map.of("one", List.of(route.address()), "other", List.of(route.address())));
        var fault = catchThrowableOfType(
                Fault.class, () -> asker.ask(route, new Question("?"), PATIENCE).await());
        assertThat(fault).hasMessage("broken");
        int failures = asker.breakers().all().stream()
                .filter(one -> one.name().startsWith("failing@"))
                .mapToInt(Breaker::failures)
                .sum();
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void whatEndsIsAnsweredByNobodyAndToldNoLonger() {
        var route = route("ending.thing");
        var serving = one.serve(route, question -> answered("one")).await();
        assertThat(one.servers().here()).contains(route.address());
        serving.end().await();
        assertThat(one.servers().here()).doesNotContain(route.address());
        asker.servers().elsewhere(Map.of("one", List.of(route.address())));
        var fault = catchThrowableOfType(
                Fault.class, () -> asker.ask(route, new Question("?"), PATIENCE).await());
        assertThat(fault).hasMessageContaining("nobody serves");
    }

    private static Route<Question, Answer> route(String address) {
        return new Route<>(address, Question.class, Answer.class);
    }

    private static void served(Bus node, Route<Question, Answer> route, Function<Question, Future<Answer>> service) {
        assertThat(node.serve(route, service).await()).isNotNull();
    }

    private static Future<Answer> answered(String text) {
        return Future.succeededFuture(new Answer(text));
    }

    private static String ask(Route<Question, Answer> route) {
        return asker.ask(route, new Question("?"), PATIENCE).await().text();
    }

    private static Breaker breaker(String name) {
        return asker.breakers().all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
